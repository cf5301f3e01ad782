import { Db } from '../db';
import { InventoryRow } from './inventoryRow';

/** Forgets all objects of a staging. Nobody may be working on it: see `revokeLease`. */
export async function deleteInventory(
  db: Db,
  stagingId: string,
): Promise<void> {
  await db<InventoryRow>('inventory').where({ staging_id: stagingId }).delete();
}
