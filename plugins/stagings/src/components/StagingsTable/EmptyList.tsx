import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { ReactNode } from 'react';
import { stagingsTranslationRef } from '../../translations/ref';
import { EmptyMessage } from './EmptyMessage';
import { isNarrowed, ListSearch, ListState } from './listSearch';

interface EmptyListProps {
  search: ListSearch;
  counts: Record<ListState, number>;
  /** The button that creates one. */
  action?: ReactNode;
  /** What to say where there is not one staging, whatever is searched for. */
  children: ReactNode;
}

/** Why a list has nothing to show: what is searched for, the half that is shown, or there is nothing at all. */
export function EmptyList(props: EmptyListProps) {
  const { search, counts, action, children } = props;
  const { t } = useTranslationRef(stagingsTranslationRef);
  if (isNarrowed(search)) return <NothingFits search={search} />;
  if (search.state === 'archived') {
    return (
      <EmptyMessage
        title={t('empty.archivedTitle')}
        text={t('empty.archivedText')}
      />
    );
  }
  if (counts.archived > 0) {
    return (
      <EmptyMessage
        title={t('empty.activeTitle')}
        text={t('empty.activeText', { count: counts.archived })}
        action={
          <>
            <Button
              variant="outlined"
              onClick={() => search.set({ state: 'archived' })}
            >
              {t('empty.showArchived')}
            </Button>
            {action}
          </>
        }
      />
    );
  }
  return <>{children}</>;
}

function NothingFits({ search }: { search: ListSearch }) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const onlySearched = isNarrowed({ ...search, q: '' }) === false;
  return (
    <EmptyMessage
      title={
        search.q
          ? t('empty.searchTitle', { query: search.q })
          : t('empty.filteredTitle')
      }
      text={t(onlySearched ? 'empty.searchText' : 'empty.filteredText')}
      action={
        <Button variant="outlined" onClick={search.clear}>
          {t(onlySearched ? 'empty.clearSearch' : 'empty.clearFilters')}
        </Button>
      }
    />
  );
}
