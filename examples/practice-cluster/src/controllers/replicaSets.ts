import { equal } from '../model/json';
import { K, ResourceKind } from '../model/kinds';
import { Condition, labelsOf, Pod, ReplicaSet } from '../model/objects';
import { selectorPredicate } from '../model/selectors';
import { StatusError } from '../model/StatusError';
import { withCondition } from './conditions';
import {
  Cluster,
  Controller,
  isAbout,
  keyOf,
  ownerKey,
  STATUS,
} from './controller';
import { createPod, deletePod, isOver, isReady, podsOf } from './podControl';

/** How long after a refused pod a ReplicaSet tries again, in milliseconds. */
const RETRY_MS = 3000;

/** Keeps as many pods as a ReplicaSet or ReplicationController asks for. */
export function replicaSets(
  cluster: Cluster,
  kind: ResourceKind = K.replicaSet,
): Controller {
  const component =
    kind === K.replicaSet ? 'replicaset-controller' : 'replication-controller';
  return {
    keysOf: event => {
      if (isAbout(event, kind)) return [keyOf(event.object)];
      return isAbout(event, K.pod) ? ownerKey(event.object, kind) : [];
    },
    reconcile: ({ namespace, name }) => {
      const set = cluster.objects.store.get<ReplicaSet>(kind, namespace, name);
      if (!set) return undefined;
      const failure = set.metadata.deletionTimestamp
        ? undefined
        : scale(cluster, set, component);
      report(cluster, kind, set, failure);
      return failure && RETRY_MS;
    },
  };
}

/** Pods that do least go first: those not ready, then the youngest. */
function byWorth(a: Pod, b: Pod): number {
  if (isReady(a) !== isReady(b)) return isReady(a) ? 1 : -1;
  return a.metadata.creationTimestamp < b.metadata.creationTimestamp ? 1 : -1;
}

function scale(
  cluster: Cluster,
  set: ReplicaSet,
  component: string,
): StatusError | undefined {
  const pods = podsOf(cluster, set).filter(pod => !isOver(pod));
  const missing = set.spec.replicas - pods.length;
  try {
    for (let i = 0; i < missing; i++)
      createPod(cluster, set, set.spec.template, component);
  } catch (error) {
    if (error instanceof StatusError) return error;
    throw error;
  }
  for (const pod of pods.sort(byWorth).slice(0, Math.max(0, -missing))) {
    deletePod(cluster, set, pod, component);
  }
  return undefined;
}

function report(
  { objects }: Cluster,
  kind: ResourceKind,
  set: ReplicaSet,
  failure: StatusError | undefined,
) {
  const { namespace, name } = set.metadata;
  const live = objects.store.get<ReplicaSet>(kind, namespace, name);
  if (!live) return;
  const pods = podsOf({ objects } as Cluster, live).filter(pod => !isOver(pod));
  const ready = pods.filter(isReady).length;
  const matches = selectorPredicate({
    matchLabels: labelsOf(live.spec.template),
  });
  const status: ReplicaSet['status'] = {
    replicas: pods.length,
    fullyLabeledReplicas: pods.filter(pod => matches(labelsOf(pod))).length,
    ...(ready && { readyReplicas: ready, availableReplicas: ready }),
    observedGeneration: live.metadata.generation,
    ...failed(live, failure),
  };
  if (equal(status, live.status)) return;
  objects.update({ kind, namespace, name }, STATUS, object => ({
    ...object,
    status,
  }));
}

function failed(
  live: ReplicaSet,
  failure: StatusError | undefined,
): { conditions?: Condition[] } {
  if (!failure) return {};
  const condition: Condition = {
    type: 'ReplicaFailure',
    status: 'True',
    reason: 'FailedCreate',
    message: failure.message,
  };
  return {
    conditions: withCondition(live.status.conditions, condition, Date.now()),
  };
}
