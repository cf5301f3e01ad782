import { Db } from '../db';
import { msFromNow } from '../dialect';
import { Lease, leaseColumns } from './lease';
import { QueueRow } from './queueRow';

/**
 * Keeps a lease for another while. One that ended is renewed too, as long as nobody took it over.
 * @returns false when the lease was lost
 */
export async function renewLease(
  db: Db,
  lease: Lease,
  leaseMs: number,
): Promise<boolean> {
  const renewed = await db<QueueRow>('stagings')
    .where(leaseColumns(lease))
    .update({ lease_until: msFromNow(db, leaseMs) });
  return renewed > 0;
}
