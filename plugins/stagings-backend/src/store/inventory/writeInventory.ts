import { InventoryEntry } from '../../model/inventory';
import { Db } from '../db';
import { insertAll } from '../insertAll';
import { InventoryRow, toInventoryRow } from './inventoryRow';

/**
 * Replaces the inventory of a staging inside a transaction that has made sure that the staging is the
 * caller's to change.
 */
export async function writeInventory(
  tx: Db,
  stagingId: string,
  entries: readonly InventoryEntry[],
): Promise<void> {
  await tx<InventoryRow>('inventory').where({ staging_id: stagingId }).delete();
  await insertAll(
    tx,
    'inventory',
    entries.map(entry => toInventoryRow(stagingId, entry)),
  );
}
