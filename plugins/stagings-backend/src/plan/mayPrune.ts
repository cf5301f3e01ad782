import { InventoryEntry } from '../model/inventory';
import { describeObject, KubeObject } from '../model/kubeObject';
import { PRUNE_ANNOTATION } from '../model/labels';
import { belongsTo, Owner } from '../model/ownership';

const HELM_KEEP_ANNOTATION = 'helm.sh/resource-policy';

/** Kinds that hold data, or other objects. */
const PROTECTED_KINDS: ReadonlySet<string> = new Set([
  '/Namespace',
  '/PersistentVolumeClaim',
  'apiextensions.k8s.io/CustomResourceDefinition',
]);

/** What a verdict depends on besides the object. */
export interface PruneContext {
  owner: Owner;
  /** Protected kinds that the platform lets go all the same, as `group/Kind`. */
  allow: readonly string[];
  /** Uids of the objects that the new render has, under whatever group or version. */
  applied: ReadonlySet<string>;
}

/** Why an object stays although the render no longer has it. */
export type KeepReason =
  | 'ProtectedKind'
  | 'NotOurs'
  | 'Replaced'
  | 'KeepAnnotation';

/** What to do with a candidate for pruning; the uid goes into the delete as its precondition. */
export type PruneVerdict =
  | { verdict: 'prune'; uid: string }
  | { verdict: 'gone' }
  /** It existed before the staging, which lets go of it. */
  | { verdict: 'release' }
  | { verdict: 'terminating' }
  | { verdict: 'keep'; reason: KeepReason; message: string };

function keepReason(
  entry: InventoryEntry,
  live: KubeObject,
  { owner, allow }: PruneContext,
): [KeepReason, string] | undefined {
  const { annotations = {}, uid } = live.metadata;
  const kind = `${entry.group}/${entry.kind}`;
  if (PROTECTED_KINDS.has(kind) && !allow.includes(kind)) {
    return ['ProtectedKind', 'its kind may hold data; delete it by hand'];
  }
  if (!belongsTo(live, owner)) {
    return ['NotOurs', 'it no longer has the labels of this staging'];
  }
  if (entry.uid !== undefined && entry.uid !== uid) {
    return ['Replaced', 'somebody made it anew under the same name'];
  }
  if (
    annotations[HELM_KEEP_ANNOTATION] === 'keep' ||
    annotations[PRUNE_ANNOTATION] === 'disabled'
  ) {
    return ['KeepAnnotation', 'an annotation says to keep it'];
  }
  return undefined;
}

/**
 * Whether an object that the render no longer has may be deleted.
 * @param live - the object as the cluster has it now; undefined where there is none
 */
export function mayPrune(
  entry: InventoryEntry,
  live: KubeObject | undefined,
  context: PruneContext,
): PruneVerdict {
  const uid = live?.metadata.uid;
  if (!live || uid === undefined) return { verdict: 'gone' };
  if (context.applied.has(uid)) return { verdict: 'gone' };
  if (live.metadata.deletionTimestamp) return { verdict: 'terminating' };
  const keep = keepReason(entry, live, context);
  if (keep) {
    const [reason, why] = keep;
    return {
      verdict: 'keep',
      reason,
      message: `${describeObject(
        entry,
      )} is not part of the staging any more, but stays: ${why}`,
    };
  }
  return entry.adopted ? { verdict: 'release' } : { verdict: 'prune', uid };
}
