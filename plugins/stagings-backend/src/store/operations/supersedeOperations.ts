import { Db } from '../db';
import { OPEN_STATES, OperationRow } from './operationRow';

/** Ends all operations of a staging that have not ended, but for one, because a newer one took their place. */
export async function supersedeOperations(
  db: Db,
  stagingId: string,
  exceptId: string,
  at: number,
): Promise<void> {
  await db<OperationRow>('operations')
    .where({ staging_id: stagingId })
    .whereIn('state', OPEN_STATES)
    .whereNot({ id: exceptId })
    .update({ state: 'superseded', ended_at: at });
}
