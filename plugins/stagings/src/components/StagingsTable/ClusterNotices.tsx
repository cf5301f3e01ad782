import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Alert from '@material-ui/lab/Alert';
import { StagingSummary } from 'backstage-plugin-stagings-common';
import { stagingsTranslationRef } from '../../translations/ref';

/** Reasons that say that a cluster, and not the staging, is what cannot be seen. */
const OUT_OF_SIGHT = new Set(['ClusterUnreachable', 'Stale']);

/** One notice for each cluster that some of the stagings cannot be seen in; gone when they can be again. */
export function ClusterNotices({ stagings }: { stagings: StagingSummary[] }) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const counts = new Map<string, number>();
  for (const { cluster, status } of stagings) {
    if (OUT_OF_SIGHT.has(status.reason ?? '')) {
      counts.set(cluster, (counts.get(cluster) ?? 0) + 1);
    }
  }
  return (
    <>
      {[...counts].map(([cluster, count]) => (
        <Alert key={cluster} severity="warning">
          {t('live.clusterUnreachable', { cluster, count })}
        </Alert>
      ))}
    </>
  );
}
