import { OperationLogRecord } from '../../model/operation';
import { BigIntColumn, toNumber } from '../columnValues';

/** A row of the table `operation_log`. */
export interface OperationLogRow {
  operation_id: string;
  sequence: number;
  at: BigIntColumn;
  level: string;
  message: string;
}

export function toOperationLogRow(
  operationId: string,
  entry: OperationLogRecord,
): OperationLogRow {
  return {
    operation_id: operationId,
    sequence: entry.sequence,
    at: entry.at,
    level: entry.level,
    message: entry.message,
  };
}

export function toOperationLogRecord(row: OperationLogRow): OperationLogRecord {
  return {
    sequence: row.sequence,
    at: toNumber(row.at),
    level: row.level as OperationLogRecord['level'],
    message: row.message,
  };
}
