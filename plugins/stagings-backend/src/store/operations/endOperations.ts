import { Db } from '../db';
import { appendLog } from './appendLog';
import { finishOperation, OperationOutcome } from './finishOperation';
import { OPEN_STATES, OperationRow } from './operationRow';

/** Which operations end, and how. */
export interface EndOptions {
  /** The operation that takes their place, where there is one. */
  except?: string;
  outcome: OperationOutcome & { message: string };
}

/** Ends all operations of a staging that have not ended; their logs say why. */
export async function endOperations(
  db: Db,
  stagingId: string,
  { except, outcome }: EndOptions,
): Promise<void> {
  const open = await db<OperationRow>('operations')
    .where({ staging_id: stagingId })
    .whereIn('state', OPEN_STATES)
    .select('id');
  for (const { id } of open) {
    if (id === except) continue;
    await finishOperation(db, id, outcome);
    await appendLog(db, id, [
      { at: outcome.endedAt, level: 'warning', message: outcome.message },
    ]);
  }
}
