import { KubeObject } from '../../model/kubeObject';
import { numberAt } from '../../model/read';
import { blame } from '../blame';
import { conditionIs } from '../conditions';
import { explainRefusedPods, isPassingRefusal } from '../refusedPods';
import { HealthContext, ObjectHealth } from '../types';
import { rollingOut, scaledToZero } from './rollout';

function ownHealth(
  replicaSet: KubeObject,
  desired: number,
  context: HealthContext,
): ObjectHealth {
  const failure = conditionIs(replicaSet, 'ReplicaFailure', 'True');
  if (failure && !isPassingRefusal(failure.message)) {
    return {
      health: 'degraded',
      explanation: explainRefusedPods(replicaSet, failure.message),
      since: failure.since,
    };
  }
  const available = numberAt(replicaSet, 'status', 'availableReplicas') ?? 0;
  if (desired === 0) return scaledToZero(replicaSet, context);
  return available < desired
    ? rollingOut(replicaSet, `${available} of ${desired} available`)
    : { health: 'healthy' };
}

/** Health of a ReplicaSet or a ReplicationController that stands alone. */
export function replicaSetHealth(
  replicaSet: KubeObject,
  context: HealthContext,
): ObjectHealth {
  const desired = numberAt(replicaSet, 'spec', 'replicas') ?? 1;
  const own = ownHealth(replicaSet, desired, context);
  return blame(replicaSet, own, desired, context);
}
