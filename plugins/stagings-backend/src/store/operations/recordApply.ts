import { Db } from '../db';
import { OperationRow } from './operationRow';

/** Remembers when an operation began to apply objects. */
export async function recordApply(
  db: Db,
  id: string,
  at: number,
): Promise<void> {
  await db<OperationRow>('operations')
    .where({ id })
    .update({ applied_since: at });
}
