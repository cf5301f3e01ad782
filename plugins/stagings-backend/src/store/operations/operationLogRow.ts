import { OperationStep } from 'backstage-plugin-stagings-common';
import { OperationLogRecord } from '../../model/operation';
import { BigIntColumn, toNumber } from '../columnValues';

/** A row of the table `operation_log`. */
export interface OperationLogRow {
  operation_id: string;
  sequence: number;
  at: BigIntColumn;
  level: string;
  message: string;
  step: string | null;
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
    step: entry.step ?? null,
  };
}

export function toOperationLogRecord(row: OperationLogRow): OperationLogRecord {
  return {
    sequence: row.sequence,
    at: toNumber(row.at),
    level: row.level as OperationLogRecord['level'],
    message: row.message,
    ...(row.step === null ? {} : { step: row.step as OperationStep }),
  };
}
