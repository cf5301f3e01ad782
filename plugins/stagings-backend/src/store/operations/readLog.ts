import { OperationLogRecord } from '../../model/operation';
import { Db } from '../db';
import { OperationLogRow, toOperationLogRecord } from './operationLogRow';

/** The log of an operation, oldest line first. */
export async function readLog(
  db: Db,
  operationId: string,
): Promise<OperationLogRecord[]> {
  const rows = await db<OperationLogRow>('operation_log')
    .where({ operation_id: operationId })
    .orderBy('sequence');
  return rows.map(toOperationLogRecord);
}
