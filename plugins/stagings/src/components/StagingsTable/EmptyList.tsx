import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { ReactNode } from 'react';
import { stagingsTranslationRef } from '../../translations/ref';
import { EmptyMessage } from './EmptyMessage';
import { ListSearch } from './listSearch';

interface EmptyListProps {
  search: ListSearch;
  /** What to say where there is not one staging, whatever is searched for. */
  children: ReactNode;
}

/** Why a list has nothing to show: the search, the filter, or there is nothing. */
export function EmptyList({ search, children }: EmptyListProps) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  if (search.q) {
    return (
      <EmptyMessage
        title={t('empty.searchTitle', { query: search.q })}
        text={t('empty.searchText')}
        action={
          <Button variant="outlined" onClick={() => search.setQuery('')}>
            {t('empty.clearSearch')}
          </Button>
        }
      />
    );
  }
  if (search.state === 'archived') {
    return (
      <EmptyMessage
        title={t('empty.archivedTitle')}
        text={t('empty.archivedText')}
      />
    );
  }
  return <>{children}</>;
}
