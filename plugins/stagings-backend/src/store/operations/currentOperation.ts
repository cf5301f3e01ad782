import { OperationRecord } from '../../model/operation';
import { Db } from '../db';
import { newestOpen } from './newestOpen';
import { toOperationRecord } from './operationRow';

/** The newest operation of a staging that has not ended. */
export async function currentOperation(
  db: Db,
  stagingId: string,
): Promise<OperationRecord | undefined> {
  const row = await newestOpen(db, stagingId).first();
  return row && toOperationRecord(row);
}
