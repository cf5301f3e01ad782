import { Db } from '../db';
import { Lease, leaseColumns } from '../queue/lease';
import { toColumns } from './stagingRow';
import { StagingPatch } from './updateStaging';

/**
 * Changes a staging on behalf of the worker that holds its lease.
 * @returns false, with nothing written, when the lease was lost
 */
export async function updateAsHolder(
  db: Db,
  lease: Lease,
  patch: StagingPatch,
): Promise<boolean> {
  const updated = await db('stagings')
    .where(leaseColumns(lease))
    // the token makes an empty patch a valid statement
    .update({ ...toColumns(patch), lease_token: lease.token });
  return updated > 0;
}
