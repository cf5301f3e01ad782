import { OperationLogRecord } from '../../model/operation';
import { Db } from '../db';
import { forUpdate } from '../dialect';
import { insertAll } from '../insertAll';
import { OperationLogRow, toOperationLogRow } from './operationLogRow';
import { OperationRow } from './operationRow';

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
    await insertAll(tx, 'operation_log', rows);
  });
}
