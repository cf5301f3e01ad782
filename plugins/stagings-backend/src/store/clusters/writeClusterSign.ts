import { ClusterSign } from '../../model/clusterSign';
import { Db } from '../db';
import { ClusterLeaseRow } from './clusterLeaseRow';

/** Stores how a cluster is followed, for all of its stagings at once; only who holds its watch may say so. */
export async function writeClusterSign(
  db: Db,
  cluster: string,
  owner: string,
  { liveAt, trouble }: ClusterSign,
): Promise<void> {
  await db<ClusterLeaseRow>('cluster_leases')
    .where({ cluster, lease_owner: owner })
    .update({
      ...(liveAt === undefined ? {} : { live_at: liveAt }),
      trouble: trouble ? JSON.stringify(trouble) : null,
    });
}
