import { ClusterClient } from '../cluster/types';
import { InventoryEntry } from '../model/inventory';
import { describeObject } from '../model/kubeObject';
import { deleteOrder, mayPrune, settledInventory } from '../plan';
import { Workspace } from './Workspace';

/**
 * Deletes what earlier renders made and the applied one lacks. What cannot or must not be deleted stays in
 * the inventory, so that nothing is ever forgotten.
 */
export async function pruneRest(
  workspace: Workspace,
  client: ClusterClient,
  inventory: InventoryEntry[],
): Promise<void> {
  const { staging } = workspace;
  const old = supersededEntries(inventory, staging.appliedRevision);
  if (old.length === 0) return;
  await workspace.fence();
  const gone: InventoryEntry[] = [];
  for (const group of deleteOrder(old)) {
    const outcomes = await Promise.all(
      group.map(entry => pruneOne(workspace, client, entry)),
    );
    gone.push(...group.filter((_, index) => outcomes[index]));
  }
  await workspace.saveInventory(settledInventory(inventory, gone));
}

/** An object that was just applied under another group is the same object, and stays. */
function supersededEntries(
  inventory: InventoryEntry[],
  appliedRevision: number | undefined,
): InventoryEntry[] {
  const applied = new Set(
    inventory
      .filter(({ revision }) => revision === appliedRevision)
      .map(({ uid }) => uid),
  );
  return inventory.filter(
    ({ revision, uid }) =>
      revision !== appliedRevision && (uid === undefined || !applied.has(uid)),
  );
}

/** Answers whether the object is certainly gone, or will be without further ado. */
async function pruneOne(
  workspace: Workspace,
  client: ClusterClient,
  entry: InventoryEntry,
): Promise<boolean> {
  const { context, staging } = workspace;
  const live = await client.get(entry);
  const verdict = mayPrune(entry, live, {
    installation: context.installation,
    staging: staging.name,
  });
  switch (verdict.verdict) {
    case 'gone':
      return true;
    case 'terminating':
      return false;
    case 'keep':
      await workspace.log(
        `Kept ${describeObject(entry)}: ${verdict.message}`,
        'warning',
      );
      return false;
    default: {
      const outcome = await client.delete(entry, {
        propagation: 'Background',
        uid: verdict.uid,
      });
      await workspace.log(`Removed ${describeObject(entry)}`);
      return outcome === 'gone';
    }
  }
}
