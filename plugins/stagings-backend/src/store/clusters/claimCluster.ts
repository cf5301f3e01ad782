import { Db } from '../db';
import { msFromNow, nowMs } from '../dialect';

/**
 * Takes the watch of a cluster, or keeps it for another while.
 * @returns false when another process has it
 */
export async function claimCluster(
  db: Db,
  cluster: string,
  owner: string,
  leaseMs: number,
): Promise<boolean> {
  const claimed = await db('cluster_leases')
    .insert({
      cluster,
      lease_owner: owner,
      lease_until: msFromNow(db, leaseMs),
    })
    .onConflict('cluster')
    .merge(['lease_owner', 'lease_until'])
    .where('cluster_leases.lease_owner', owner)
    .orWhere('cluster_leases.lease_until', '<=', nowMs(db))
    .returning('cluster');
  return claimed.length > 0;
}
