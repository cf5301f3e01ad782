import { ClusterClient } from '../../cluster/types';
import { InventoryEntry } from '../../model/inventory';
import { Workspace } from '../Workspace';
import { findNamespace, FoundNamespace } from './namespaces';

/** Where a staging's objects go: what is known to be there, and the namespace as it was found. */
export interface Place {
  inventory: InventoryEntry[];
  namespace: FoundNamespace;
  /** When that was, in milliseconds since the epoch. */
  foundAt: number;
}

/** @throws as {@link findNamespace} does */
export async function findPlace(
  workspace: Workspace,
  client: ClusterClient,
): Promise<Place> {
  const foundAt = workspace.context.now();
  const inventory = await workspace.inventory();
  const namespace = await findNamespace(workspace, client, inventory);
  return { inventory, namespace, foundAt };
}
