import { Knex } from 'knex';
import { StagingRecord } from '../../model/staging';
import { forUpdate } from '../dialect';
import { StagingRow, toStagingRecord } from './stagingRow';

/** Reads a staging and keeps others from changing it until the transaction ends. */
export async function lockStaging(
  tx: Knex.Transaction,
  id: string,
): Promise<StagingRecord | undefined> {
  const row = await forUpdate(
    tx,
    tx<StagingRow>('stagings').where({ id }).first(),
  );
  return row && toStagingRecord(row);
}
