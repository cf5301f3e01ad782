import { BigIntColumn } from '../columnValues';

/** A row of the table `cluster_leases`. */
export interface ClusterLeaseRow {
  cluster: string;
  lease_owner: string;
  lease_until: BigIntColumn;
  live_at: BigIntColumn | null;
  /** JSON. */
  trouble: string | null;
}
