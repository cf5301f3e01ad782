import { Db } from '../db';
import { belongsToOneProcess, nowMs } from '../dialect';
import { ClusterLeaseRow } from '../clusters/clusterLeaseRow';
import { QueueRow } from './queueRow';

/**
 * Takes over, at the start of a process, what a killed one left behind. That is certain only where a database
 * has one process at a time; elsewhere whoever holds a lease may be alive, and the leases end by time.
 */
export async function releaseLeftBehind(db: Db): Promise<void> {
  if (!belongsToOneProcess(db)) return;
  await db<QueueRow>('stagings')
    .whereNotNull('lease_owner')
    .update({ lease_owner: null, lease_until: null, wake_at: nowMs(db) });
  await db<ClusterLeaseRow>('cluster_leases').update({ lease_until: 0 });
}
