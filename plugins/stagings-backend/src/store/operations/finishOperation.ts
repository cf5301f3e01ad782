import { EndedOperationState } from '../../model/operation';
import { Db } from '../db';
import { OPEN_STATES, OperationRow } from './operationRow';

/** How an operation ended. */
export interface OperationOutcome {
  state: EndedOperationState;
  reason?: string;
  message?: string;
  endedAt: number;
}

/**
 * Ends an operation. The outcome of one that has ended before stays.
 * @returns false when it had ended before
 */
export async function finishOperation(
  db: Db,
  id: string,
  outcome: OperationOutcome,
): Promise<boolean> {
  const finished = await db<OperationRow>('operations')
    .where({ id })
    .whereIn('state', OPEN_STATES)
    .update({
      state: outcome.state,
      reason: outcome.reason ?? null,
      message: outcome.message ?? null,
      ended_at: outcome.endedAt,
    });
  return finished > 0;
}
