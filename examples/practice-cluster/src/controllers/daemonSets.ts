import { equal } from '../model/json';
import { K } from '../model/kinds';
import { DaemonSet, labelsOf, Pod } from '../model/objects';
import {
  Cluster,
  Controller,
  isAbout,
  keyOf,
  ownerKey,
  STATUS,
} from './controller';
import { createPod, deletePod, isReady, podsOf } from './podControl';
import { REVISION_HASH, revisionsOf } from './revisions';

const COMPONENT = 'daemonset-controller';

/** Keeps one pod on the only node. */
export function daemonSets(cluster: Cluster): Controller {
  return {
    keysOf: event => {
      if (isAbout(event, K.daemonSet)) return [keyOf(event.object)];
      return isAbout(event, K.pod) ? ownerKey(event.object, K.daemonSet) : [];
    },
    reconcile: ({ namespace, name }) => {
      const set = cluster.objects.store.get<DaemonSet>(
        K.daemonSet,
        namespace,
        name,
      );
      if (!set || set.metadata.deletionTimestamp) return;
      const revision = revisionsOf(cluster, set, undefined).update.name;
      keep(cluster, set, revision);
      report(cluster, set, revision);
    },
  };
}

function keep(cluster: Cluster, set: DaemonSet, revision: string) {
  const [pod, ...others] = podsOf(cluster, set);
  for (const other of others) deletePod(cluster, set, other, COMPONENT);
  if (!pod) {
    const hash = revision.slice(set.metadata.name.length + 1);
    createPod(cluster, set, set.spec.template, COMPONENT, {
      labels: {
        [REVISION_HASH]: hash,
        'pod-template-generation': String(set.metadata.generation),
      },
    });
    return;
  }
  const ended =
    pod.status.phase === 'Failed' || pod.status.phase === 'Succeeded';
  const outdated =
    !isCurrent(set, pod, revision) &&
    set.spec.updateStrategy.type === 'RollingUpdate';
  if (ended || outdated) deletePod(cluster, set, pod, COMPONENT);
}

function isCurrent(set: DaemonSet, pod: Pod, revision: string) {
  return (
    labelsOf(pod)[REVISION_HASH] ===
    revision.slice(set.metadata.name.length + 1)
  );
}

function report(cluster: Cluster, set: DaemonSet, revision: string) {
  const { namespace, name, generation } = set.metadata;
  const pods = podsOf(cluster, set).filter(
    ({ metadata }) => !metadata.deletionTimestamp,
  );
  const ready = pods.filter(isReady).length;
  const updated = pods.filter(pod => isCurrent(set, pod, revision)).length;
  const status = {
    currentNumberScheduled: pods.length,
    numberMisscheduled: 0,
    desiredNumberScheduled: 1,
    numberReady: ready,
    observedGeneration: generation,
    ...(updated > 0 && { updatedNumberScheduled: updated }),
    ...(ready > 0 ? { numberAvailable: ready } : { numberUnavailable: 1 }),
  };
  if (equal(status, set.status)) return;
  cluster.objects.update(
    { kind: K.daemonSet, namespace, name },
    STATUS,
    live => ({ ...live, status }),
  );
}
