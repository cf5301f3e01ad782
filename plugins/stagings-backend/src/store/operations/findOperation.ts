import { OperationRecord } from '../../model/operation';
import { Db } from '../db';
import { OperationRow, toOperationRecord } from './operationRow';

export async function findOperation(
  db: Db,
  id: string,
): Promise<OperationRecord | undefined> {
  const row = await db<OperationRow>('operations').where({ id }).first();
  return row && toOperationRecord(row);
}
