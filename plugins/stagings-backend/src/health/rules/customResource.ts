import { KubeObject } from '../../model/kubeObject';
import { blame } from '../blame';
import { conditionIs, conditionOf } from '../conditions';
import { createdAt } from '../family';
import { HealthContext, ObjectHealth } from '../types';
import { HEALTHY, notReady, saidBy } from './outcomes';

/** The words that operators use for "well", most specific first. */
const POSITIVE = ['Ready', 'Available', 'Healthy', 'Succeeded'];
/** Operators say "not ready" while they still work on it. */
const NOT_READY_WINDOW = 2 * 60_000;

function byConditions(
  object: KubeObject,
  positive: readonly string[],
  now: number,
): ObjectHealth {
  const stalled = conditionIs(object, 'Stalled', 'True');
  if (stalled && !stalled.stale) {
    return notReady(object, 'degraded', saidBy(stalled));
  }
  const reconciling = conditionIs(object, 'Reconciling', 'True');
  if (reconciling) return notReady(object, 'progressing', saidBy(reconciling));
  const condition = positive
    .map(type => conditionOf(object, type))
    .find(found => found !== undefined);
  if (!condition) return HEALTHY;
  if (condition.status === 'True' && !condition.stale) return HEALTHY;
  const since = condition.since ?? createdAt(object);
  const isFinal =
    condition.status === 'False' &&
    !condition.stale &&
    now - since >= NOT_READY_WINDOW;
  return notReady(object, isFinal ? 'degraded' : 'progressing', {
    ...saidBy(condition),
    since,
  });
}

/**
 * Health of a custom resource by the conventions for conditions (kstatus), with an end to waiting: what says
 * "not ready" for two minutes is degraded. Pods that belong to it directly are asked first.
 * @param positive - the conditions that say "well", the first that is there counts
 */
export function customResourceHealth(
  object: KubeObject,
  context: HealthContext,
  positive: readonly string[] = POSITIVE,
): ObjectHealth {
  return blame(object, byConditions(object, positive, context.now), 0, context);
}
