import { StagingRecord } from '../../model/staging';
import { Db } from '../db';
import { toColumns } from './stagingRow';

/** Fields to change; one that is present and undefined is cleared. */
export type StagingPatch = Partial<Omit<StagingRecord, 'id'>>;

/** Changes a staging that the caller's transaction has locked. */
export async function updateStaging(
  db: Db,
  id: string,
  patch: StagingPatch,
): Promise<void> {
  const columns = toColumns(patch);
  if (Object.keys(columns).length === 0) return;
  await db('stagings').where({ id }).update(columns);
}
