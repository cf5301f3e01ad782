import { Content, Header, Page } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { stagingsTranslationRef } from '../../translations/ref';
import { StagingColumn } from '../StagingsTable/columns';
import { StagingsPageContent } from './StagingsPageContent';

/**
 * What can be set of the page.
 * @public
 */
export interface StagingsPageProps {
  /** The columns between the name and the menu; must not be another array at each render. */
  columns?: readonly StagingColumn[];
}

/** The page over all components with its own header, for portals on the legacy frontend system. */
export function StagingsPage({ columns }: StagingsPageProps) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  return (
    <Page themeId="tool">
      <Header title={t('page.title')} />
      <Content>
        <StagingsPageContent columns={columns} />
      </Content>
    </Page>
  );
}
