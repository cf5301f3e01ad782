import { KubeObject } from '../../model/kubeObject';
import { numberAt, textAt } from '../../model/read';
import { blame } from '../blame';
import { forEngineer, nameObject } from '../explain';
import { responsiblePods } from '../family';
import { HealthContext, ObjectHealth } from '../types';
import { podHealth } from './pod';
import { rollingOut, scaledToZero } from './rollout';

const REVISION_LABEL = 'controller-revision-hash';

function ownHealth(
  statefulSet: KubeObject,
  desired: number,
  context: HealthContext,
): ObjectHealth {
  const status = (field: string) => numberAt(statefulSet, 'status', field) ?? 0;
  const strategy = textAt(statefulSet, 'spec', 'updateStrategy', 'type');
  const partition =
    numberAt(
      statefulSet,
      'spec',
      'updateStrategy',
      'rollingUpdate',
      'partition',
    ) ?? 0;
  if (!status('observedGeneration')) {
    return rollingOut(statefulSet, 'the cluster has not looked at it yet');
  }
  if (desired === 0 && status('replicas') === 0) {
    return scaledToZero(statefulSet, context);
  }
  if (status('readyReplicas') < desired) {
    return rollingOut(
      statefulSet,
      `${status('readyReplicas')} of ${desired} ready`,
    );
  }
  if (strategy === 'OnDelete') return { health: 'healthy' };
  const toUpdate = desired - partition;
  const updated = status('updatedReplicas');
  const isUpdated =
    partition > 0
      ? updated >= toUpdate
      : textAt(statefulSet, 'status', 'updateRevision') ===
        textAt(statefulSet, 'status', 'currentRevision');
  return isUpdated
    ? { health: 'healthy' }
    : rollingOut(statefulSet, `${updated} of ${toUpdate} updated`);
}

/**
 * A broken pod of an older revision blocks the rollout of the fix for ever (kubernetes/kubernetes#67250).
 */
function stuckPod(
  statefulSet: KubeObject,
  context: HealthContext,
): ObjectHealth | undefined {
  const wanted = textAt(statefulSet, 'status', 'updateRevision');
  const stuck = responsiblePods(statefulSet, context.children ?? []).find(
    pod =>
      pod.metadata.labels?.[REVISION_LABEL] !== wanted &&
      podHealth(pod, context).health === 'degraded',
  );
  if (!stuck || wanted === undefined) return undefined;
  const problem = podHealth(stuck, context, nameObject(statefulSet));
  if (!problem.explanation) return problem;
  return {
    ...problem,
    explanation: {
      ...problem.explanation,
      reason: 'RolloutBlocked',
      message: `${problem.explanation.message}; this pod of the version before blocks the new one`,
      hint: forEngineer(
        `Delete pod ${stuck.metadata.name} to let the new version start.`,
      ),
    },
  };
}

/** Health of a StatefulSet, told through its pods. */
export function statefulSetHealth(
  statefulSet: KubeObject,
  context: HealthContext,
): ObjectHealth {
  const desired = numberAt(statefulSet, 'spec', 'replicas') ?? 1;
  const own = ownHealth(statefulSet, desired, context);
  if (own.health !== 'progressing') return own;
  return (
    stuckPod(statefulSet, context) ?? blame(statefulSet, own, desired, context)
  );
}
