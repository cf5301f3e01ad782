import { Db } from '../db';
import { ClusterLeaseRow } from './clusterLeaseRow';

/** Gives up the watches that a process has, at its shutdown. When they were last live stays known. */
export async function releaseClusters(db: Db, owner: string): Promise<void> {
  await db<ClusterLeaseRow>('cluster_leases')
    .where({ lease_owner: owner })
    .update({ lease_until: 0 });
}
