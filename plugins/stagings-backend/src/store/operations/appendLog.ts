import { OperationLogRecord } from '../../model/operation';
import { Db } from '../db';
import { forUpdate } from '../dialect';
import { OperationLogRow, toOperationLogRow } from './operationLogRow';
import { OperationRow } from './operationRow';

/** Rows an insert, below the engines' limits for one statement. */
const CHUNK = 100;

/** Adds lines to the end of an operation's log. Writers that do so at once take turns. */
export async function appendLog(
  db: Db,
  operationId: string,
  entries: readonly Omit<OperationLogRecord, 'sequence'>[],
): Promise<void> {
  if (entries.length === 0) return;
  await db.transaction(async tx => {
    await forUpdate(
      tx,
      tx<OperationRow>('operations').where({ id: operationId }).first('id'),
    );
    const [last] = await tx<OperationLogRow>('operation_log')
      .where({ operation_id: operationId })
      .max({ sequence: 'sequence' });
    const written = Number(last?.sequence ?? 0);
    const rows = entries.map((entry, index) =>
      toOperationLogRow(operationId, {
        ...entry,
        sequence: written + index + 1,
      }),
    );
    await tx.batchInsert('operation_log', rows, CHUNK);
  });
}
