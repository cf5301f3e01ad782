import { Db } from '../db';
import { nowMs } from '../dialect';
import { newestOpen } from '../operations/newestOpen';
import { Lease, leaseColumns } from './lease';
import { QueueRow } from './queueRow';

/** What people want of a staging whose lease is still good. */
export interface Standing {
  /** The newest operation that has not ended. */
  operationId?: string;
}

/**
 * Whether a worker's lease is still good, and which order stands: the check before each write to a cluster,
 * which knows no tokens. One query, since it stands between all stages of an apply.
 *
 * @returns undefined where the lease was lost
 */
export async function readStanding(
  db: Db,
  lease: Lease,
): Promise<Standing | undefined> {
  const operation = newestOpen(db, lease.stagingId).select('id');
  const row: { operation: string | null } | undefined = await db<QueueRow>(
    'stagings',
  )
    .where(leaseColumns(lease))
    .where('lease_until', '>', nowMs(db))
    .first(operation.as('operation'));
  return row && { operationId: row.operation ?? undefined };
}
