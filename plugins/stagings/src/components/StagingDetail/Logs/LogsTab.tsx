import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import { Staging } from 'backstage-plugin-stagings-common';
import { useResources } from '../../../hooks/useResources';
import { stagingsTranslationRef } from '../../../translations/ref';
import { ReadFailure } from '../../LiveData/ReadFailure';
import { TableSkeleton } from '../../StagingsTable/TableSkeleton';
import { logTargets } from './logTargets';
import { PodLogs } from './PodLogs';

/** The logs of a staging's containers, for those who may read them. */
export function LogsTab({ staging }: { staging: Staging }) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const live = useResources(staging.id);
  const targets = live.data && logTargets(live.data);

  // What is running is known before what may be read: an archived staging has no log for anybody.
  if (staging.desired !== 'running' && targets?.length === 0) {
    return <Typography>{t('logs.noneArchived')}</Typography>;
  }
  if (!staging.allowedActions.includes('readLogs')) {
    return <Typography>{t('logs.forbidden')}</Typography>;
  }
  return (
    <>
      <ReadFailure live={live} title={t('resources.readFailed')} />
      {!targets && !live.error && <TableSkeleton />}
      {targets?.length === 0 && <Typography>{t('logs.none')}</Typography>}
      {targets && targets.length > 0 && (
        <PodLogs stagingId={staging.id} targets={targets} />
      )}
    </>
  );
}
