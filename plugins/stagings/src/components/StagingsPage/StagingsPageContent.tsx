import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Route, Routes } from 'react-router-dom';
import { stagingsTranslationRef } from '../../translations/ref';
import { StagingDetailRoute } from '../StagingDetail/StagingDetailRoute';
import { EmptyMessage } from '../StagingsTable/EmptyMessage';
import { StagingsList } from '../StagingsTable/StagingsList';

/** The stagings of all components, and at `<id>` the detail of one. */
export function StagingsPageContent() {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const empty = (
    <EmptyMessage title={t('page.empty')} text={t('page.emptyHint')} />
  );
  return (
    <Routes>
      <Route path="/" element={<StagingsList empty={empty} />} />
      <Route path="/:id" element={<StagingDetailRoute />} />
    </Routes>
  );
}
