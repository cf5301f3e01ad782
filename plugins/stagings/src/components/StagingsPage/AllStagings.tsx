import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { stagingsTranslationRef } from '../../translations/ref';
import { PAGE_COLUMNS, StagingColumn } from '../StagingsTable/columns';
import { EmptyMessage } from '../StagingsTable/EmptyMessage';
import { useListSearch } from '../StagingsTable/listSearch';
import { StagingsList } from '../StagingsTable/StagingsList';
import { PageFilters } from './PageFilters';
import { useScope } from './useScope';

/** The stagings of all components, to be narrowed down. */
export function AllStagings({
  columns = PAGE_COLUMNS,
}: {
  columns?: readonly StagingColumn[];
}) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const scope = useScope(useListSearch().whose);
  return (
    <StagingsList
      columns={columns}
      scope={scope}
      filters={(search, list) => <PageFilters search={search} list={list} />}
      empty={
        <EmptyMessage title={t('page.empty')} text={t('page.emptyHint')} />
      }
    />
  );
}
