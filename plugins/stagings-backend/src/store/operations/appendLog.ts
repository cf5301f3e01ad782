import { OperationLogRecord } from '../../model/operation';
import { Db, inTransaction } from '../db';
import { forUpdate } from '../dialect';
import { insertAll } from '../insertAll';
import { fittingLines, LogSize } from './logLimits';
import { OperationLogRow, toOperationLogRow } from './operationLogRow';
import { OperationRow } from './operationRow';

/**
 * Adds lines to the end of an operation's log, as far as there is room. Writers that do so at once take turns.
 */
export async function appendLog(
  db: Db,
  operationId: string,
  entries: readonly Omit<OperationLogRecord, 'sequence'>[],
): Promise<void> {
  if (entries.length === 0) return;
  await inTransaction(db, async tx => {
    await forUpdate(
      tx,
      tx<OperationRow>('operations').where({ id: operationId }).first('id'),
    );
    const size = await sizeOf(tx, operationId);
    const rows = fittingLines(size, entries).map((entry, index) =>
      toOperationLogRow(operationId, {
        ...entry,
        sequence: size.lines + index + 1,
      }),
    );
    await insertAll(tx, 'operation_log', rows);
  });
}

async function sizeOf(tx: Db, operationId: string): Promise<LogSize> {
  const [written] = await tx<OperationLogRow>('operation_log')
    .where({ operation_id: operationId })
    .max({ lines: 'sequence' })
    .sum({ characters: tx.raw('length(message)') });
  return {
    lines: Number(written?.lines ?? 0),
    characters: Number(written?.characters ?? 0),
  };
}
