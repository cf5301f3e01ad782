import { IGNORE_HEALTH_ANNOTATION } from '../../model/labels';
import { KubeObject } from '../../model/kubeObject';
import { Fields, isFields } from '../../model/read';
import { contentOf, hashOf, statedAnnotations } from '../drift/contentHash';

/** An object as the watch keeps it. */
export interface WatchedObject extends KubeObject {
  /**
   * Differs when somebody changed the object itself, its status apart. Absent for what a controller made:
   * that is the controller's to change.
   */
  fingerprint?: string;
}

/**
 * Cuts an object down to what health rules read, right after it was parsed: thousands are kept in memory.
 */
export function project(object: KubeObject): WatchedObject {
  const { apiVersion, kind, metadata, spec, status } = object;
  return {
    apiVersion,
    kind,
    metadata: {
      name: metadata.name,
      namespace: metadata.namespace,
      uid: metadata.uid,
      labels: metadata.labels,
      generation: metadata.generation,
      creationTimestamp: metadata.creationTimestamp,
      deletionTimestamp: metadata.deletionTimestamp,
      finalizers: metadata.finalizers,
      ownerReferences: metadata.ownerReferences,
      annotations: keptAnnotations(metadata.annotations),
    },
    ...(spec && { spec: keptSpec(kind, spec) }),
    ...(status && { status: keptStatus(kind, status) }),
    ...fingerprintOf(object),
  };
}

/** The generation says that the spec changed; where a kind has none, everything but the status is compared. */
function fingerprintOf(object: KubeObject): Pick<WatchedObject, 'fingerprint'> {
  const { metadata } = object;
  if (metadata.ownerReferences?.some(owner => owner.controller)) return {};
  const { uid, generation, labels } = metadata;
  return {
    fingerprint: hashOf(
      generation === undefined
        ? contentOf(object)
        : [uid, generation, labels, statedAnnotations(metadata.annotations)],
    ),
  };
}

/** Annotations that say nothing about health, apart from one of the portal's own; long ones are manifests. */
const LEFT_OUT_ANNOTATION =
  /^(stagings\.backstage\.io\/|kubectl\.kubernetes\.io\/last-applied)/;
const LONGEST_ANNOTATION = 100;

function keptAnnotations(
  annotations: Record<string, string> = {},
): Record<string, string> | undefined {
  const kept = Object.entries(annotations).filter(([key, value]) =>
    LEFT_OUT_ANNOTATION.test(key)
      ? key === IGNORE_HEALTH_ANNOTATION
      : value.length <= LONGEST_ANNOTATION,
  );
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
}

type Spec = NonNullable<KubeObject['spec']>;

/** What workloads are to make shows in the pods; of pods, which containers there are. */
const LEFT_OUT_OF_SPECS = ['template', 'jobTemplate', 'volumes'];
const KEPT_OF_CONTAINERS = ['name', 'image', 'restartPolicy'];
/** Long words of the container runtime. */
const LEFT_OUT_OF_STATUSES = [
  'imageID',
  'containerID',
  'volumeMounts',
  'allocatedResources',
  'resources',
  'user',
];

function keptSpec(kind: string, spec: Spec): Spec {
  const kept = Object.fromEntries(
    Object.entries(spec).filter(([key]) => !LEFT_OUT_OF_SPECS.includes(key)),
  );
  if (kind !== 'Pod') return kept;
  return mapLists(kept, ['containers', 'initContainers'], ([key]) =>
    KEPT_OF_CONTAINERS.includes(key),
  );
}

function keptStatus(kind: string, status: Spec): Spec {
  if (kind !== 'Pod') return status;
  return mapLists(
    status,
    ['containerStatuses', 'initContainerStatuses'],
    ([key]) => !LEFT_OUT_OF_STATUSES.includes(key),
  );
}

/** A copy in which the objects of some lists have only some of their fields. */
function mapLists(
  object: Spec,
  lists: readonly string[],
  isKept: (field: [string, unknown]) => boolean,
): Spec {
  const copy: Spec = { ...object };
  for (const list of lists) {
    const items = copy[list];
    if (!Array.isArray(items)) continue;
    copy[list] = items.map(item =>
      isFields(item)
        ? (Object.fromEntries(
            Object.entries(item as Fields).filter(isKept),
          ) as Spec)
        : item,
    );
  }
  return copy;
}
