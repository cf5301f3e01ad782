import { KubeObject } from '../../../model/kubeObject';
import { textAt } from '../../../model/read';
import { blame } from '../../blame';
import { conditionIs, conditionOf } from '../../conditions';
import { createdAt } from '../../family';
import { HealthContext, ObjectHealth } from '../../types';
import { HEALTHY, notReady, notSeen, saidBy, suspended } from '../outcomes';

const FAILED = ['CreateFailed', 'UpdateFailed', 'SyncFailed', 'Invalid'];
/** A database may take so long to come up: an image, a volume and its first start. */
const START_WINDOW = 5 * 60_000;

/** Health of a `postgresql` of Zalando's operator. */
export function zalandoPostgresHealth(cluster: KubeObject): ObjectHealth {
  const status = textAt(cluster, 'status', 'PostgresClusterStatus') ?? '';
  if (status === 'Running') return HEALTHY;
  if (status === '') return notSeen(cluster);
  return notReady(
    cluster,
    FAILED.includes(status) ? 'degraded' : 'progressing',
    { reason: status, message: `its operator reports ${status}` },
  );
}

/** Health of a Cluster of CloudNativePG, told in the words of its phase or through its pods. */
export function cloudNativePgHealth(
  cluster: KubeObject,
  context: HealthContext,
): ObjectHealth {
  if (conditionIs(cluster, 'cnpg.io/hibernation', 'True')) {
    return suspended(cluster, 'hibernated');
  }
  const ready = conditionOf(cluster, 'Ready');
  if (!ready) return blame(cluster, notSeen(cluster), 0, context);
  if (ready.status === 'True' && !ready.stale) return HEALTHY;
  const said = saidBy(ready);
  const since = ready.since ?? createdAt(cluster);
  const isLate = ready.status === 'False' && context.now - since > START_WINDOW;
  const phase = [
    textAt(cluster, 'status', 'phase'),
    textAt(cluster, 'status', 'phaseReason'),
  ].filter(Boolean);
  const own = notReady(cluster, isLate ? 'degraded' : 'progressing', {
    reason: said.reason,
    message: phase.length > 0 ? phase.join(': ') : said.message,
    since,
  });
  return blame(cluster, own, 0, context);
}
