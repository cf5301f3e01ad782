import { AssessedObject } from '../../health/types';
import { InventoryEntry } from '../../model/inventory';
import { apiVersionOf } from '../../model/kubeObject';
import { ClusterFeed } from './ClusterFeed';
import { isBaseKind, WatchedKind } from './watchedKinds';

/** The entries of the newest render whose presence and state the feed tells. */
export function followedEntries(
  inventory: readonly InventoryEntry[],
  feed: Pick<ClusterFeed, 'knows'>,
): InventoryEntry[] {
  return newest(inventory).filter(entry =>
    feed.knows(kindOf(entry), entry.namespace),
  );
}

/** What decides on the health of a staging, and cannot be seen. */
export function unwatchable(
  inventory: readonly InventoryEntry[],
  feed: Pick<ClusterFeed, 'followingOf'>,
): AssessedObject[] {
  return newest(inventory)
    .filter(
      entry =>
        isBaseKind(kindOf(entry)) &&
        feed.followingOf(kindOf(entry)) === 'refused',
    )
    .map(({ kind, name, namespace }) => ({
      kind,
      name,
      health: 'unknown',
      explanation: {
        reason: 'WatchForbidden',
        message: `The health of ${kind} ${name} is not known: the portal may not watch this kind`,
        evidence: { object: { kind, name, ...(namespace && { namespace }) } },
        hint: {
          text: 'Give the account of the portal the verbs list and watch for this kind.',
          audience: 'platform',
        },
      },
    }));
}

/** Whether something that decides on the health of a staging will be seen, but has not been yet. */
export function isUnseen(
  inventory: readonly InventoryEntry[],
  feed: Pick<ClusterFeed, 'knows' | 'followingOf'>,
): boolean {
  return newest(inventory).some(
    entry =>
      isBaseKind(kindOf(entry)) &&
      feed.followingOf(kindOf(entry)) !== 'refused' &&
      !feed.knows(kindOf(entry), entry.namespace),
  );
}

function newest(inventory: readonly InventoryEntry[]): InventoryEntry[] {
  const own = inventory.filter(entry => !entry.hook);
  const revision = Math.max(...own.map(entry => entry.revision));
  return own.filter(entry => entry.revision === revision);
}

function kindOf({ group, version, kind }: InventoryEntry): WatchedKind {
  return { apiVersion: apiVersionOf(group, version), kind };
}
