import { K } from '../model/kinds';
import {
  controlledBy,
  controllerOf,
  labelsOf,
  Pod,
  StatefulSet,
} from '../model/objects';
import {
  Cluster,
  Controller,
  isAbout,
  keyOf,
  MANAGER,
  ownerKey,
} from './controller';
import { createPod, deletePod, isReady, podsOf } from './podControl';
import { REVISION_HASH, Revisions, revisionsOf } from './revisions';
import {
  claimName,
  createClaims,
  keepClaimOwners,
  ordinalOf,
} from './statefulSetClaims';
import { reportStatefulSet } from './statefulSetStatus';

const COMPONENT = 'statefulset-controller';

/** Keeps numbered pods with their claims, one after the other. */
export function statefulSets(cluster: Cluster): Controller {
  const allIn = (namespace: string | undefined) =>
    cluster.objects.store.list(K.statefulSet, namespace).map(keyOf);
  return {
    keysOf: event => {
      if (isAbout(event, K.statefulSet)) return [keyOf(event.object)];
      if (isAbout(event, K.claim) && event.type === 'DELETED')
        return allIn(event.object.metadata.namespace);
      return isAbout(event, K.pod) ? ownerKey(event.object, K.statefulSet) : [];
    },
    reconcile: ({ namespace, name }) => {
      const set = cluster.objects.store.get<StatefulSet>(
        K.statefulSet,
        namespace,
        name,
      );
      if (!set || set.metadata.deletionTimestamp) return;
      const revisions = revisionsOf(cluster, set, set.status.currentRevision);
      adoptPods(cluster, set);
      keepClaimOwners(cluster, set);
      const waiting = scale(cluster, set, revisions);
      if (!waiting) update(cluster, set, revisions);
      reportStatefulSet(cluster, set, revisions);
    },
  };
}

/** Pods that a set deleted with `Orphan` left behind belong to its successor of the same name. */
function adoptPods({ objects }: Cluster, set: StatefulSet) {
  for (const pod of objects.store.list<Pod>(K.pod, set.metadata.namespace)) {
    const mine =
      ordinalOf(set, pod) >= 0 &&
      labelsOf(pod)['statefulset.kubernetes.io/pod-name'] === pod.metadata.name;
    if (!mine || controllerOf(pod) || pod.metadata.deletionTimestamp) continue;
    const { namespace, name } = pod.metadata;
    objects.update({ kind: K.pod, namespace, name }, MANAGER, live => ({
      ...live,
      metadata: { ...live.metadata, ownerReferences: [controlledBy(set)] },
    }));
  }
}

const isRunning = (pod: Pod | undefined) =>
  pod !== undefined && isReady(pod) && !pod.metadata.deletionTimestamp;

/** Creates and removes pods; true when it has to wait before going on. */
function scale(
  cluster: Cluster,
  set: StatefulSet,
  revisions: Revisions,
): boolean {
  const pods = new Map(
    podsOf(cluster, set).map(pod => [ordinalOf(set, pod), pod]),
  );
  const ordered = set.spec.podManagementPolicy === 'OrderedReady';
  for (let ordinal = 0; ordinal < set.spec.replicas; ordinal++) {
    const pod = pods.get(ordinal);
    if (!pod) createNumbered(cluster, set, revisions, ordinal);
    else if (pod.status.phase === 'Failed' || pod.status.phase === 'Succeeded')
      deletePod(cluster, set, pod, COMPONENT);
    if (ordered && !isRunning(pod)) return true;
  }
  const condemned = [...pods.keys()]
    .filter(ordinal => ordinal >= set.spec.replicas)
    .sort((a, b) => b - a);
  for (const ordinal of condemned) {
    const pod = pods.get(ordinal);
    if (pod) deletePod(cluster, set, pod, COMPONENT);
    if (ordered) return true;
  }
  return condemned.length > 0;
}

/** Replaces pods of older revisions, the highest number first. */
function update(cluster: Cluster, set: StatefulSet, revisions: Revisions) {
  const { updateStrategy, replicas } = set.spec;
  if (updateStrategy.type === 'OnDelete') return;
  const partition = updateStrategy.rollingUpdate?.partition ?? 0;
  const pods = new Map(
    podsOf(cluster, set).map(pod => [ordinalOf(set, pod), pod]),
  );
  for (let ordinal = replicas - 1; ordinal >= partition; ordinal--) {
    const pod = pods.get(ordinal);
    if (!pod) return;
    if (labelsOf(pod)[REVISION_HASH] !== revisions.update.name) {
      deletePod(cluster, set, pod, COMPONENT);
      return;
    }
    if (!isRunning(pod)) return;
  }
}

function createNumbered(
  cluster: Cluster,
  set: StatefulSet,
  revisions: Revisions,
  ordinal: number,
) {
  const partition = set.spec.updateStrategy.rollingUpdate?.partition ?? 0;
  const revision = ordinal < partition ? revisions.current : revisions.update;
  const claims = set.spec.volumeClaimTemplates ?? [];
  if (!createClaims(cluster, set, ordinal)) return;
  const name = `${set.metadata.name}-${ordinal}`;
  const { template } = revision;
  const named = claims.map(({ metadata }) => metadata.name);
  const others = (template.spec.volumes ?? []).filter(
    volume => !named.includes(volume.name),
  );
  createPod(cluster, set, template, COMPONENT, {
    name,
    labels: {
      'apps.kubernetes.io/pod-index': String(ordinal),
      'statefulset.kubernetes.io/pod-name': name,
      [REVISION_HASH]: revision.name,
    },
    spec: {
      volumes: [
        ...others,
        ...named.map(volume => ({
          name: volume,
          persistentVolumeClaim: { claimName: claimName(volume, set, ordinal) },
        })),
      ],
    },
  });
}
