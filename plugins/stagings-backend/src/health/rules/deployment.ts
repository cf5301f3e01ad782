import { KubeObject } from '../../model/kubeObject';
import { booleanAt, numberAt } from '../../model/read';
import { blame } from '../blame';
import { conditionIs, conditionOf } from '../conditions';
import { explainObject, forEngineer, nameObject } from '../explain';
import { createdAt, newestReplicaSet } from '../family';
import { explainRefusedPods, isPassingRefusal } from '../refusedPods';
import { HealthContext, ObjectHealth } from '../types';
import { rollingOut, scaledToZero } from './rollout';

/** The value of a deadline that never comes; then there is one of ours. */
const NO_DEADLINE = 2 ** 31 - 1;
const OWN_DEADLINE_SECONDS = 600;

function progressDeadline(deployment: KubeObject): number {
  const seconds = numberAt(deployment, 'spec', 'progressDeadlineSeconds');
  return seconds === undefined || seconds >= NO_DEADLINE
    ? OWN_DEADLINE_SECONDS
    : seconds;
}

/** The Deployment's last progress is too long ago, but its own deadline never comes. */
function isOverdue(
  deployment: KubeObject,
  { now, children = [] }: HealthContext,
): boolean {
  const seconds = numberAt(deployment, 'spec', 'progressDeadlineSeconds') ?? 0;
  if (seconds < NO_DEADLINE) return false;
  const progress = conditionOf(deployment, 'Progressing');
  const replicaSet = newestReplicaSet(children);
  const since =
    progress?.updatedAt ??
    progress?.since ??
    createdAt(replicaSet ?? deployment);
  return now - since > OWN_DEADLINE_SECONDS * 1000;
}

function deadlineExceeded(deployment: KubeObject): ObjectHealth {
  const condition = conditionIs(deployment, 'Progressing', 'False');
  const ready = numberAt(deployment, 'status', 'readyReplicas') ?? 0;
  const desired = numberAt(deployment, 'spec', 'replicas') ?? 1;
  const seconds = progressDeadline(deployment);
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
  if (failure && !isPassingRefusal(failure.message)) {
    return {
      health: 'degraded',
      explanation: explainRefusedPods(deployment, failure.message),
      since: failure.since,
    };
  }
  const running = numberAt(deployment, 'status', 'replicas') ?? 0;
  if (desired === 0 && running === 0) return scaledToZero(deployment, context);
  const own = rollout(deployment, desired);
  return own.health === 'progressing' && isOverdue(deployment, context)
    ? deadlineExceeded(deployment)
    : own;
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
