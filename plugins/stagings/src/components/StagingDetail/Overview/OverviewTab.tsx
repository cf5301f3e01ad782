import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import { Staging } from 'backstage-plugin-stagings-common';
import { useResources } from '../../../hooks/useResources';
import { stagingsTranslationRef } from '../../../translations/ref';
import { ReadFailure } from '../../LiveData/ReadFailure';
import { TableSkeleton } from '../../StagingsTable/TableSkeleton';
import { ResourceTree } from './ResourceTree';

/** What belongs to a staging in the cluster. */
export function OverviewTab({ staging }: { staging: Staging }) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const live = useResources(staging.id);
  return (
    <>
      <ReadFailure live={live} title={t('resources.readFailed')} />
      {!live.data && !live.error && <TableSkeleton />}
      {live.data?.length === 0 && (
        <Typography color="textSecondary">{emptyText()}</Typography>
      )}
      {live.data && live.data.length > 0 && (
        <ResourceTree staging={staging} nodes={live.data} />
      )}
    </>
  );

  function emptyText() {
    if (staging.desired === 'archived') return t('resources.emptyArchived');
    return staging.desired === 'running'
      ? t('resources.emptySoon')
      : t('resources.empty');
  }
}
