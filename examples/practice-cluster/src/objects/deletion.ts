import { asObject } from '../model/json';
import { ResourceKind } from '../model/kinds';
import { KubeObject, Pod, timestamp } from '../model/objects';
import { StatusError } from '../model/StatusError';

/** What to do with the objects that the deleted one owns. */
export type Propagation = 'Background' | 'Foreground' | 'Orphan';

/** See `meta/v1` DeleteOptions. */
export type DeleteOptions = {
  propagationPolicy?: Propagation;
  gracePeriodSeconds?: number;
  preconditions?: { uid?: string; resourceVersion?: string };
  dryRun?: boolean;
};

/** Kinds whose dependents stay unless the caller asks otherwise, as in their first API versions. */
const orphaning = new Set(['Job', 'ReplicationController']);

/** What happens to dependents when the caller does not say. */
export function defaultPropagation(kind: ResourceKind): Propagation {
  return orphaning.has(kind.kind) ? 'Orphan' : 'Background';
}

/** Refuses with 409 when the object is not the one that the caller meant. */
export function checkPreconditions(
  { kind, name }: { kind: ResourceKind; name: string },
  { metadata }: KubeObject,
  { uid, resourceVersion }: { uid?: string; resourceVersion?: string } = {},
) {
  const refuse = (why: string) => {
    throw new StatusError(
      409,
      'Conflict',
      `Operation cannot be fulfilled on ${kind.kind}${
        kind.group ? `.${kind.group}` : ''
      } "${name}": ${why}`,
      { name, ...(kind.group && { group: kind.group }), kind: kind.kind },
    );
  };
  if (uid !== undefined && uid !== metadata.uid) {
    refuse(
      `the UID in the precondition (${uid}) does not match the UID in record (${metadata.uid}). The object might have been deleted and then recreated`,
    );
  }
  if (
    resourceVersion !== undefined &&
    resourceVersion !== metadata.resourceVersion
  ) {
    refuse(
      `the ResourceVersion in the precondition (${resourceVersion}) does not match the ResourceVersion in record (${metadata.resourceVersion}). The object might have been modified`,
    );
  }
}

function gracePeriod(object: KubeObject, wanted: number | undefined): number {
  if (object.kind !== 'Pod') return 0;
  const { spec, status } = object as Pod;
  const over = status.phase === 'Succeeded' || status.phase === 'Failed';
  if (!spec.nodeName || over) return 0;
  return wanted ?? spec.terminationGracePeriodSeconds ?? 30;
}

function finalizersFor(object: KubeObject, propagation: Propagation): string[] {
  const others = (object.metadata.finalizers ?? []).filter(
    name => name !== 'orphan' && name !== 'foregroundDeletion',
  );
  if (propagation === 'Foreground') return [...others, 'foregroundDeletion'];
  return propagation === 'Orphan' ? [...others, 'orphan'] : others;
}

/** The object as a DELETE leaves it, and whether nothing holds it any more. */
export function markDeleted(
  kind: ResourceKind,
  live: KubeObject,
  options: DeleteOptions,
  now: number,
): { object: KubeObject; gone: boolean } {
  const propagation = options.propagationPolicy ?? defaultPropagation(kind);
  const finalizers = finalizersFor(live, propagation);
  const grace = gracePeriod(live, options.gracePeriodSeconds);
  const { metadata } = live;
  const soonest = Math.min(grace, metadata.deletionGracePeriodSeconds ?? grace);
  const marked = {
    ...metadata,
    ...(metadata.generation !== undefined &&
      !metadata.deletionTimestamp && { generation: metadata.generation + 1 }),
    deletionTimestamp:
      metadata.deletionTimestamp ?? timestamp(now + grace * 1000),
    deletionGracePeriodSeconds: soonest,
    finalizers,
  };
  const object: KubeObject = { ...live, metadata: marked };
  if (!finalizers.length) delete object.metadata.finalizers;
  if (kind.kind === 'Namespace') {
    delete object.metadata.deletionGracePeriodSeconds;
    return {
      object: {
        ...object,
        status: { ...asObject(live.status), phase: 'Terminating' },
      },
      gone: false,
    };
  }
  if (finalizers.length || soonest > 0) return { object, gone: false };
  return { object: live, gone: true };
}
