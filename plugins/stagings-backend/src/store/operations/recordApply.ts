import { Db } from '../db';
import { OperationRow } from './operationRow';

/** Remembers when an operation first began to apply objects. */
export async function recordApply(
  db: Db,
  id: string,
  at: number,
): Promise<void> {
  await db<OperationRow>('operations')
    .where({ id })
    .whereNull('applied_since')
    .update({ applied_since: at });
}
