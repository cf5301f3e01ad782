import { StagingRecord } from '../../model/staging';
import { Db } from '../db';
import { StagingRow, toStagingRecord } from './stagingRow';

/** One staging, deleted ones included. */
export async function findStaging(
  db: Db,
  id: string,
): Promise<StagingRecord | undefined> {
  const row = await db<StagingRow>('stagings').where({ id }).first();
  return row && toStagingRecord(row);
}
