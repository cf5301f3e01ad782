import { Db } from '../db';
import { OperationRow } from './operationRow';

/**
 * Marks a queued operation as running.
 * @returns false when it was not queued any more
 */
export async function startOperation(
  db: Db,
  id: string,
  at: number,
): Promise<boolean> {
  const started = await db<OperationRow>('operations')
    .where({ id, state: 'queued' })
    .update({ state: 'running', started_at: at });
  return started > 0;
}
