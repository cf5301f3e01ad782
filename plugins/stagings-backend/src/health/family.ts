import { identityKey, identityOf, KubeObject } from '../model/kubeObject';
import { listAt, textAt, timeAt } from '../model/read';

const REVISION_ANNOTATION = 'deployment.kubernetes.io/revision';

/** Objects by the uid of the object that made them. */
export type Families = ReadonlyMap<string, readonly KubeObject[]>;

function parentOf(object: KubeObject): string | undefined {
  const owners = object.metadata.ownerReferences ?? [];
  return (owners.find(owner => owner.controller) ?? owners[0])?.uid;
}

/**
 * Whether a StatefulSet made the claim. Claims outlive their StatefulSet unless it asks for the contrary, so
 * usually no owner reference tells.
 */
function madeClaim(statefulSet: KubeObject, claim: KubeObject): boolean {
  const { name, namespace } = statefulSet.metadata;
  return (
    claim.metadata.namespace === namespace &&
    listAt(statefulSet, 'spec', 'volumeClaimTemplates').some(template => {
      const prefix = `${textAt(template, 'metadata', 'name')}-${name}-`;
      const ordinal = claim.metadata.name.slice(prefix.length);
      return claim.metadata.name.startsWith(prefix) && /^\d+$/.test(ordinal);
    })
  );
}

export function familiesOf(objects: readonly KubeObject[]): Families {
  const statefulSets = objects.filter(object => object.kind === 'StatefulSet');
  const families = new Map<string, KubeObject[]>();
  for (const object of objects) {
    const parent =
      parentOf(object) ??
      (object.kind === 'PersistentVolumeClaim'
        ? statefulSets.find(set => madeClaim(set, object))?.metadata.uid
        : undefined);
    if (parent !== undefined) {
      families.set(parent, [...(families.get(parent) ?? []), object]);
    }
  }
  return families;
}

/** What an object controls itself. */
export function childrenOf(
  object: KubeObject,
  families: Families,
): readonly KubeObject[] {
  const uid = object.metadata.uid;
  return (uid !== undefined && families.get(uid)) || [];
}

/** What an object controls, directly or not. */
export function descendantsOf(
  object: KubeObject,
  families: Families,
): KubeObject[] {
  return childrenOf(object, families).flatMap(child => [
    child,
    ...descendantsOf(child, families),
  ]);
}

function revisionOf(replicaSet: KubeObject): number {
  return Number(replicaSet.metadata.annotations?.[REVISION_ANNOTATION] ?? 0);
}

export function createdAt(object: KubeObject): number {
  return timeAt(object, 'metadata', 'creationTimestamp') ?? 0;
}

/** The ReplicaSet of a Deployment's newest revision. */
export function newestReplicaSet(
  children: readonly KubeObject[],
): KubeObject | undefined {
  return children
    .filter(child => child.kind === 'ReplicaSet')
    .sort(
      (one, other) =>
        revisionOf(other) - revisionOf(one) ||
        createdAt(other) - createdAt(one),
    )[0];
}

/** The pods that answer for a workload: those of its newest revision, newest first. */
export function responsiblePods(
  workload: KubeObject,
  children: readonly KubeObject[],
): KubeObject[] {
  const owner =
    workload.kind === 'Deployment' ? newestReplicaSet(children) : workload;
  const uid = owner?.metadata.uid;
  return children
    .filter(child => child.kind === 'Pod' && parentOf(child) === uid)
    .sort((one, other) => createdAt(other) - createdAt(one));
}

/** When an event was last seen, milliseconds since the epoch. Each source of events fills other fields. */
export function eventTime(event: KubeObject): number {
  return (
    timeAt(event, 'series', 'lastObservedTime') ??
    timeAt(event, 'lastTimestamp') ??
    timeAt(event, 'eventTime') ??
    createdAt(event)
  );
}

/** Events about the given objects, newest first. */
export function eventsAbout(
  objects: readonly KubeObject[],
  events: readonly KubeObject[],
): KubeObject[] {
  const uids = new Set(objects.map(object => object.metadata.uid));
  return events
    .filter(event => uids.has(textAt(event, 'involvedObject', 'uid')))
    .sort((one, other) => eventTime(other) - eventTime(one));
}

/** The text of an event without what the server puts before repeated ones. */
export function eventText(event: KubeObject): string {
  return (textAt(event, 'message') ?? '').replace(
    /^\(combined from similar events\): /,
    '',
  );
}

/** Objects by identity. */
export function byIdentity(
  objects: readonly KubeObject[],
): Map<string, KubeObject> {
  return new Map(
    objects.map(object => [identityKey(identityOf(object)), object]),
  );
}
