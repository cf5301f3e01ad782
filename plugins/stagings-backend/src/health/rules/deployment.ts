import { KubeObject } from '../../model/kubeObject';
import { booleanAt, numberAt } from '../../model/read';
import { blame } from '../blame';
import { conditionIs } from '../conditions';
import { explainObject, forEngineer, nameObject } from '../explain';
import { explainRefusedPods } from '../refusedPods';
import { HealthContext, ObjectHealth } from '../types';
import { rollingOut, scaledToZero } from './rollout';

function deadlineExceeded(deployment: KubeObject): ObjectHealth {
  const condition = conditionIs(deployment, 'Progressing', 'False');
  const ready = numberAt(deployment, 'status', 'readyReplicas') ?? 0;
  const desired = numberAt(deployment, 'spec', 'replicas') ?? 1;
  const seconds =
    numberAt(deployment, 'spec', 'progressDeadlineSeconds') ?? 600;
  return {
    health: 'degraded',
    since: condition?.since,
    explanation: explainObject(
      deployment,
      'DeadlineExceeded',
      `${nameObject(
        deployment,
      )} made no progress for ${seconds} s: ${ready} of ${desired} pods ready`,
      {
        evidence: { event: condition?.message },
        hint: forEngineer('See the log and the readiness probe of its pods.'),
      },
    ),
  };
}

function rollout(deployment: KubeObject, desired: number): ObjectHealth {
  const status = (field: string) => numberAt(deployment, 'status', field) ?? 0;
  const updated = status('updatedReplicas');
  const available = status('availableReplicas');
  const old = status('replicas') - updated;
  if (updated < desired) {
    return rollingOut(deployment, `${updated} of ${desired} updated`);
  }
  if (old > 0) return rollingOut(deployment, `${old} old pods still run`);
  if (available < updated) {
    return rollingOut(deployment, `${available} of ${desired} available`);
  }
  return { health: 'healthy' };
}

function ownHealth(
  deployment: KubeObject,
  desired: number,
  context: HealthContext,
): ObjectHealth {
  const progress = conditionIs(deployment, 'Progressing', 'False');
  if (progress?.reason === 'ProgressDeadlineExceeded') {
    return deadlineExceeded(deployment);
  }
  const failure = conditionIs(deployment, 'ReplicaFailure', 'True');
  if (failure) {
    return {
      health: 'degraded',
      explanation: explainRefusedPods(deployment, failure.message),
      since: failure.since,
    };
  }
  const running = numberAt(deployment, 'status', 'replicas') ?? 0;
  return desired === 0 && running === 0
    ? scaledToZero(deployment, context)
    : rollout(deployment, desired);
}

/** Health of a Deployment, told through the pods of its newest ReplicaSet. */
export function deploymentHealth(
  deployment: KubeObject,
  context: HealthContext,
): ObjectHealth {
  if (booleanAt(deployment, 'spec', 'paused')) {
    return {
      health: 'suspended',
      explanation: explainObject(
        deployment,
        'Paused',
        `${nameObject(deployment)} is paused: changes do not reach its pods`,
      ),
    };
  }
  const desired = numberAt(deployment, 'spec', 'replicas') ?? 1;
  const own = ownHealth(deployment, desired, context);
  return blame(deployment, own, desired, context);
}
