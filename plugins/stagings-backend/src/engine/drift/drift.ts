import { InventoryEntry } from '../../model/inventory';
import { KubeObject } from '../../model/kubeObject';
import { contentOf, stableJson } from './contentHash';

/** What somebody else did to an object of a staging. */
export type Drift = 'deleted' | 'unlabelled' | 'changed';

/** What the log says about an object that was repaired. */
export const REPAIRED: Record<Drift, string> = {
  deleted: 'was deleted; made it again',
  unlabelled: 'had lost its labels; gave them back',
  changed: 'was changed by somebody else; set it back',
};

/** What the log says about an object that cannot be repaired. */
export const FOUND: Record<Exclude<Drift, 'changed'>, string> = {
  deleted: 'was deleted',
  unlabelled: 'has lost its labels',
};

/**
 * What can be told of an object from a look at the cluster alone. A finished Job that is gone was removed by
 * the cluster, and must not run again.
 * @param live - undefined when it is not in the cluster
 */
export function visibleDrift(
  entry: InventoryEntry,
  live: KubeObject | undefined,
  isOurs: boolean,
): Exclude<Drift, 'changed'> | undefined {
  if (!live) return isJob(entry) ? undefined : 'deleted';
  return isOurs ? undefined : 'unlabelled';
}

/**
 * What the answer to an apply says of the object before it. An apply that changes nothing keeps the
 * resourceVersion; a new one may also come from a status that was written in between.
 */
export function appliedDrift(
  before: KubeObject | undefined,
  after: KubeObject,
  wasOurs: boolean,
): Drift | undefined {
  if (!before) return 'deleted';
  if (!wasOurs) return 'unlabelled';
  if (before.metadata.resourceVersion === after.metadata.resourceVersion) {
    return undefined;
  }
  const isSame = stableJson(contentOf(before)) === stableJson(contentOf(after));
  return isSame ? undefined : 'changed';
}

/** Whether the object is one that may end and be removed by the cluster. */
export function isJob({ group, kind }: Pick<InventoryEntry, 'group' | 'kind'>) {
  return group === 'batch' && kind === 'Job';
}
