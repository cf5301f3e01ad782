import { KubeObject } from '../../../model/kubeObject';
import { conditionOf } from '../../conditions';
import { ObjectHealth } from '../../types';
import { HEALTHY, notReady, notSeen, saidBy } from '../outcomes';

/** Health by one condition that the operator always writes, and means when it says False. */
export function byCondition(object: KubeObject, type: string): ObjectHealth {
  const condition = conditionOf(object, type);
  if (!condition) return notSeen(object);
  if (condition.status === 'True' && !condition.stale) return HEALTHY;
  const isFinal = condition.status === 'False' && !condition.stale;
  return notReady(
    object,
    isFinal ? 'degraded' : 'progressing',
    saidBy(condition),
  );
}
