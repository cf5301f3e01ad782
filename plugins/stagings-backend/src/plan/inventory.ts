import { InventoryEntry } from '../model/inventory';
import {
  identityKey,
  identityOf,
  KubeObject,
  ObjectIdentity,
  versionOf,
} from '../model/kubeObject';

function keyed(
  inventory: readonly InventoryEntry[],
): Map<string, InventoryEntry> {
  return new Map(inventory.map(entry => [identityKey(entry), entry]));
}

/**
 * The inventory to store before anything is applied: what was there and what will be, so that a crash
 * half-way loses nothing (fluxcd/kustomize-controller#409). What an earlier render of the same revision had and
 * this one lacks, since the source moved on, counts as of the revision before.
 */
export function unionInventory(
  previous: readonly InventoryEntry[],
  objects: readonly KubeObject[],
  revision: number,
): InventoryEntry[] {
  const entries = keyed(
    previous.map(entry =>
      entry.revision === revision && !entry.hook
        ? { ...entry, revision: revision - 1 }
        : entry,
    ),
  );
  for (const object of objects) {
    const identity = identityOf(object);
    const key = identityKey(identity);
    entries.set(key, {
      actuation: 'pending',
      ...entries.get(key),
      ...identity,
      version: versionOf(object.apiVersion),
      revision,
      hook: undefined,
    });
  }
  return [...entries.values()];
}

/** The inventory with what the cluster answered to applies: uid, version and generation. */
export function appliedInventory(
  inventory: readonly InventoryEntry[],
  answers: readonly KubeObject[],
): InventoryEntry[] {
  const answered = new Map(
    answers.map(object => [identityKey(identityOf(object)), object]),
  );
  return inventory.map(entry => {
    const object = answered.get(identityKey(entry));
    if (!object) return entry;
    return {
      ...entry,
      version: versionOf(object.apiVersion),
      actuation: 'applied',
      ...(object.metadata.uid && { uid: object.metadata.uid }),
      generation: object.metadata.generation,
    };
  });
}

/**
 * The inventory after pruning: without what is certainly gone. What could not be pruned stays, or the next
 * run would forget it (fluxcd/kustomize-controller#1664).
 */
export function settledInventory(
  inventory: readonly InventoryEntry[],
  gone: readonly ObjectIdentity[],
): InventoryEntry[] {
  const keys = new Set(gone.map(identityKey));
  return inventory.filter(entry => !keys.has(identityKey(entry)));
}
