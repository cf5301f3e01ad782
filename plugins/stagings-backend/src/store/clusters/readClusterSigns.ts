import { Explanation } from 'backstage-plugin-stagings-common';
import { ClusterSign } from '../../model/clusterSign';
import { parseJson, toNumber } from '../columnValues';
import { Db } from '../db';
import { ClusterLeaseRow } from './clusterLeaseRow';

/** How each cluster is followed, by its name; clusters that never were are not in it. */
export async function readClusterSigns(
  db: Db,
): Promise<Map<string, ClusterSign>> {
  const rows = await db<ClusterLeaseRow>('cluster_leases').select(
    'cluster',
    'live_at',
    'trouble',
  );
  return new Map(
    rows.map(({ cluster, live_at, trouble }) => [
      cluster,
      { liveAt: toNumber(live_at), trouble: parseJson<Explanation>(trouble) },
    ]),
  );
}
