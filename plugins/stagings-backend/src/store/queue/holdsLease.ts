import { Db } from '../db';
import { nowMs } from '../dialect';
import { Lease, leaseColumns } from './lease';
import { QueueRow } from './queueRow';

/** Whether a lease is still good: the check before each write to a cluster, which knows no tokens. */
export async function holdsLease(db: Db, lease: Lease): Promise<boolean> {
  const row = await db<QueueRow>('stagings')
    .where(leaseColumns(lease))
    .where('lease_until', '>', nowMs(db))
    .first('id');
  return row !== undefined;
}
