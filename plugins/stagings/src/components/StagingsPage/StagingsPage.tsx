import { Content, Header, Page } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { stagingsTranslationRef } from '../../translations/ref';
import { StagingsPageContent } from './StagingsPageContent';

/** The page over all components with its own header, for portals on the legacy frontend system. */
export function StagingsPage() {
  const { t } = useTranslationRef(stagingsTranslationRef);
  return (
    <Page themeId="tool">
      <Header title={t('page.title')} />
      <Content>
        <StagingsPageContent />
      </Content>
    </Page>
  );
}
