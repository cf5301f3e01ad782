import { Db } from '../db';
import { OperationRow } from './operationRow';

/** Remembers since when an operation meets a problem; undefined once there is none. */
export async function recordTrouble(
  db: Db,
  id: string,
  since: number | undefined,
): Promise<void> {
  await db<OperationRow>('operations')
    .where({ id })
    .update({ troubled_since: since ?? null });
}
