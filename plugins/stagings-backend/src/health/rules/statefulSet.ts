import { KubeObject } from '../../model/kubeObject';
import { numberAt, textAt } from '../../model/read';
import { blame } from '../blame';
import { explainObject, forEngineer, nameObject } from '../explain';
import { responsiblePods } from '../family';
import { HealthContext, ObjectHealth } from '../types';
import { podHealth } from './pod';
import { rollingOut, scaledToZero } from './rollout';

const REVISION_LABEL = 'controller-revision-hash';

/** Pods with a smaller number keep their version. */
function partitionOf(statefulSet: KubeObject): number {
  const path = ['spec', 'updateStrategy', 'rollingUpdate', 'partition'];
  return numberAt(statefulSet, ...path) ?? 0;
}

function ordinalOf(pod: KubeObject): number {
  return Number(/\d+$/.exec(pod.metadata.name)?.[0] ?? 0);
}

function ownHealth(
  statefulSet: KubeObject,
  desired: number,
  context: HealthContext,
): ObjectHealth {
  const status = (field: string) => numberAt(statefulSet, 'status', field) ?? 0;
  const strategy = textAt(statefulSet, 'spec', 'updateStrategy', 'type');
  const partition = partitionOf(statefulSet);
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
  const isUpdated =
    textAt(statefulSet, 'status', 'updateRevision') ===
    textAt(statefulSet, 'status', 'currentRevision');
  if (isUpdated) return { health: 'healthy' };
  const updated = status('updatedReplicas');
  if (strategy === 'OnDelete') {
    return updateHeld(statefulSet, 'until its pods are deleted by hand');
  }
  const toUpdate = Math.max(0, desired - partition);
  return partition > 0 && updated >= toUpdate
    ? updateHeld(statefulSet, `for the pods below partition ${partition}`)
    : rollingOut(statefulSet, `${updated} of ${toUpdate} updated`);
}

/** Well, and partly of the version before, as its strategy wants. */
function updateHeld(statefulSet: KubeObject, says: string): ObjectHealth {
  return {
    health: 'healthy',
    explanation: explainObject(
      statefulSet,
      'UpdateHeld',
      `${nameObject(statefulSet)} holds its update back ${says}`,
    ),
  };
}

/**
 * A broken pod of an older revision blocks the rollout of the fix for ever (kubernetes/kubernetes#67250).
 */
function stuckPod(
  statefulSet: KubeObject,
  context: HealthContext,
): ObjectHealth | undefined {
  const wanted = textAt(statefulSet, 'status', 'updateRevision');
  const partition = partitionOf(statefulSet);
  const stuck = responsiblePods(statefulSet, context.children ?? []).find(
    pod =>
      pod.metadata.labels?.[REVISION_LABEL] !== wanted &&
      ordinalOf(pod) >= partition &&
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
