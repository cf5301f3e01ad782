import { StagingRecord } from '../../model/staging';
import { Db } from '../db';
import { StagingRow, toStagingRecord } from './stagingRow';

/** The staging that the creator made with the key, in whatever phase it is now. */
export async function findByIdempotencyKey(
  db: Db,
  createdBy: string,
  key: string,
): Promise<StagingRecord | undefined> {
  const row = await db<StagingRow>('stagings')
    .where({ created_by: createdBy, idempotency_key: key })
    .first();
  return row && toStagingRecord(row);
}
