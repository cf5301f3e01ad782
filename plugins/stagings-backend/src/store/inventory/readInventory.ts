import { InventoryEntry } from '../../model/inventory';
import { Db } from '../db';
import { InventoryRow, toInventoryEntry } from './inventoryRow';

/** The objects of a staging, by group, kind, namespace and name. */
export async function readInventory(
  db: Db,
  stagingId: string,
): Promise<InventoryEntry[]> {
  const rows = await db<InventoryRow>('inventory')
    .where({ staging_id: stagingId })
    .orderBy(['api_group', 'kind', 'namespace', 'name']);
  return rows.map(toInventoryEntry);
}
