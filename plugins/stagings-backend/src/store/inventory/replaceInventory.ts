import { InventoryEntry } from '../../model/inventory';
import { Db } from '../db';
import { forUpdate } from '../dialect';
import { Lease, leaseColumns } from '../queue/lease';
import { QueueRow } from '../queue/queueRow';
import { writeInventory } from './writeInventory';

/**
 * Replaces the inventory of the staging that a worker holds the lease of, all or nothing. The staging's row
 * is locked meanwhile, so that nobody takes the lease over in between.
 * @returns false, with nothing written, when the lease was lost
 */
export async function replaceInventory(
  db: Db,
  lease: Lease,
  entries: readonly InventoryEntry[],
): Promise<boolean> {
  return db.transaction(async tx => {
    const held = await forUpdate(
      tx,
      tx<QueueRow>('stagings').where(leaseColumns(lease)).first('id'),
    );
    if (!held) return false;
    await writeInventory(tx, lease.stagingId, entries);
    return true;
  });
}
