import { InventoryEntry } from '../model/inventory';
import { describeObject, KubeObject } from '../model/kubeObject';
import {
  INSTALLATION_LABEL,
  PRUNE_ANNOTATION,
  STAGING_LABEL,
} from '../model/labels';

const HELM_KEEP_ANNOTATION = 'helm.sh/resource-policy';

/** Kinds that hold data, or other objects. */
const PROTECTED_KINDS: ReadonlySet<string> = new Set([
  '/Namespace',
  '/PersistentVolumeClaim',
  'apiextensions.k8s.io/CustomResourceDefinition',
]);

/** Whom objects belong to: the values of our labels. */
export interface Ownership {
  installation: string;
  staging: string;
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
  | { verdict: 'terminating' }
  | { verdict: 'keep'; reason: KeepReason; message: string };

function keepReason(
  entry: InventoryEntry,
  live: KubeObject,
  owner: Ownership,
): [KeepReason, string] | undefined {
  const { labels = {}, annotations = {}, uid } = live.metadata;
  if (PROTECTED_KINDS.has(`${entry.group}/${entry.kind}`)) {
    return ['ProtectedKind', 'its kind may hold data; delete it by hand'];
  }
  if (
    labels[STAGING_LABEL] !== owner.staging ||
    labels[INSTALLATION_LABEL] !== owner.installation
  ) {
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
  owner: Ownership,
): PruneVerdict {
  if (!live) return { verdict: 'gone' };
  if (live.metadata.deletionTimestamp) return { verdict: 'terminating' };
  const keep = keepReason(entry, live, owner);
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
  const uid = live.metadata.uid;
  return uid === undefined ? { verdict: 'gone' } : { verdict: 'prune', uid };
}
