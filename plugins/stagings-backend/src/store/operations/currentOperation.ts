import { OperationRecord } from '../../model/operation';
import { Db } from '../db';
import { OPEN_STATES, OperationRow, toOperationRecord } from './operationRow';

/** The newest operation of a staging that has not ended. */
export async function currentOperation(
  db: Db,
  stagingId: string,
): Promise<OperationRecord | undefined> {
  const row = await db<OperationRow>('operations')
    .where({ staging_id: stagingId })
    .whereIn('state', OPEN_STATES)
    .orderBy('sequence', 'desc')
    .first();
  return row && toOperationRecord(row);
}
