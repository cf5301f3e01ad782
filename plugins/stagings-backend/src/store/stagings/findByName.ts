import { StagingRecord } from '../../model/staging';
import { Db } from '../db';
import { StagingRow, toStagingRecord } from './stagingRow';

/** The staging that has the name in the cluster now; deleted ones have given theirs up. */
export async function findByName(
  db: Db,
  cluster: string,
  name: string,
): Promise<StagingRecord | undefined> {
  const row = await db<StagingRow>('stagings')
    .where({ cluster, name })
    .whereNot({ phase: 'deleted' })
    .first();
  return row && toStagingRecord(row);
}
