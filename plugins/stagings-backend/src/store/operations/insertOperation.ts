import { OperationRecord } from '../../model/operation';
import { Db } from '../db';
import { OperationRow, toOperationRow } from './operationRow';

/** Stores a new operation. */
export async function insertOperation(
  db: Db,
  operation: OperationRecord,
): Promise<void> {
  await db<OperationRow>('operations').insert(toOperationRow(operation));
}
