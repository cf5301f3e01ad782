import { StagingRecord } from '../../model/staging';
import { Db } from '../db';
import { StagingRow, toStagingRecord } from './stagingRow';

/** The stagings with these ids, in no order; unknown ids are left out. */
export async function findStagings(
  db: Db,
  ids: readonly string[],
): Promise<StagingRecord[]> {
  const rows = await db<StagingRow>('stagings').whereIn('id', ids);
  return rows.map(toStagingRecord);
}
