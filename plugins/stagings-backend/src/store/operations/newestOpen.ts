import { Knex } from 'knex';
import { Db } from '../db';
import { OPEN_STATES, OperationRow } from './operationRow';

/**
 * Finds the newest operation of a staging that has not ended.
 * @param stagingId - of a column, for a query within another
 */
export function newestOpen(
  db: Db,
  stagingId: string | Knex.Ref<string, Record<string, string>>,
) {
  return db<OperationRow>('operations')
    .where('staging_id', stagingId)
    .whereIn('state', OPEN_STATES)
    .orderBy('sequence', 'desc')
    .limit(1);
}
