import { K } from '../model/kinds';
import {
  Claim,
  controlledBy,
  controllerOf,
  KubeObject,
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
import { reportStatefulSet } from './statefulSetStatus';

const COMPONENT = 'statefulset-controller';

/** Keeps numbered pods with their claims, one after the other. */
export function statefulSets(cluster: Cluster): Controller {
  return {
    keysOf: event => {
      if (isAbout(event, K.statefulSet)) return [keyOf(event.object)];
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
      const waiting = scale(cluster, set, revisions);
      if (!waiting) update(cluster, set, revisions);
      reportStatefulSet(cluster, set, revisions);
    },
  };
}

/** The number at the end of a pod's name. */
export function ordinalOf(set: KubeObject, pod: Pod): number {
  const rest = pod.metadata.name.slice(set.metadata.name.length + 1);
  return /^\d+$/.test(rest) ? Number(rest) : -1;
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
  if (condemned.length === 0) dropClaims(cluster, set);
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

const claimName = (template: string, set: KubeObject, ordinal: number) =>
  `${template}-${set.metadata.name}-${ordinal}`;

function createNumbered(
  cluster: Cluster,
  set: StatefulSet,
  revisions: Revisions,
  ordinal: number,
) {
  const partition = set.spec.updateStrategy.rollingUpdate?.partition ?? 0;
  const revision = ordinal < partition ? revisions.current : revisions.update;
  const claims = set.spec.volumeClaimTemplates ?? [];
  for (const { metadata } of claims)
    createClaim(cluster, set, metadata.name, ordinal);
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

function createClaim(
  { objects }: Cluster,
  set: StatefulSet,
  templateName: string,
  ordinal: number,
) {
  const name = claimName(templateName, set, ordinal);
  const { namespace } = set.metadata;
  if (objects.store.get(K.claim, namespace, name)) return;
  const template = set.spec.volumeClaimTemplates?.find(
    ({ metadata }) => metadata.name === templateName,
  );
  if (!template) return;
  const labels = {
    ...set.spec.selector.matchLabels,
    ...template.metadata.labels,
  };
  const { annotations } = template.metadata;
  const policy = set.spec.persistentVolumeClaimRetentionPolicy;
  objects.create(
    K.claim,
    {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: {
        name,
        namespace,
        labels,
        ...(annotations && { annotations }),
        ...(policy?.whenDeleted === 'Delete' && {
          ownerReferences: [controlledBy(set)],
        }),
      },
      spec: structuredClone(template.spec),
    } as unknown as KubeObject,
    MANAGER,
  );
}

/** Claims of numbers beyond the size go when the set says so. */
function dropClaims({ objects }: Cluster, set: StatefulSet) {
  if (set.spec.persistentVolumeClaimRetentionPolicy?.whenScaled !== 'Delete')
    return;
  const { namespace } = set.metadata;
  for (const { metadata } of set.spec.volumeClaimTemplates ?? []) {
    const prefix = `${metadata.name}-${set.metadata.name}-`;
    for (const claim of objects.store.list<Claim>(K.claim, namespace)) {
      const { name, deletionTimestamp } = claim.metadata;
      const ordinal = name.startsWith(prefix)
        ? Number(name.slice(prefix.length))
        : -1;
      if (ordinal >= set.spec.replicas && !deletionTimestamp) {
        objects.delete({ kind: K.claim, namespace, name });
      }
    }
  }
}
