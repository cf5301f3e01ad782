import { WaitingError } from '../../model/errors';
import {
  beginCheck,
  CheckState,
  NextTurn,
  planCheck,
  readCheck,
} from '../../store';
import { backoffMs } from '../queue/backoff';
import { isOutOfHand } from '../failures/errors';
import { explainFailure } from '../failures/explain';
import { checksInARow, untilResync } from './resync';
import { Workspace } from '../Workspace';
import { checkArchived } from './checkArchived';
import { checkRunning } from './checkRunning';

/**
 * Compares a staging that is where it should be with its cluster, when that is due, and repairs what somebody
 * else changed. A failure changes nothing about the staging: it is looked at again later.
 *
 * @param attempt - which try of the turn it is: after one that was broken off, nobody knows what it was looking into
 * @returns when to look again
 * @throws LeaseLostError, SupersededError, and the signal's reason
 */
export async function checkStaging(
  workspace: Workspace,
  attempt: number,
): Promise<NextTurn> {
  const { context, staging } = workspace;
  const { db } = context;
  if (staging.phase !== 'running' && staging.phase !== 'archived') return {};
  const check = await readCheck(db, staging.id);
  if (!check) return {};
  const regular = untilResync(staging.id, context.now());
  if (check.dueIn === undefined) {
    await planCheck(db, staging.id, regular);
    return { wakeAfterMs: regular };
  }
  if (check.dueIn > 0 && attempt === 1) return { wakeAfterMs: check.dueIn };
  const count = checksInARow(check);
  await beginCheck(db, staging.id, { count, dueInMs: regular });
  try {
    const isMoving =
      staging.phase === 'running'
        ? await checkRunning(workspace)
        : await checkArchived(workspace);
    return { wakeAfterMs: isMoving ? 0 : regular };
  } catch (error) {
    return postpone(workspace, error, { ...check, count });
  }
}

async function postpone(
  workspace: Workspace,
  error: unknown,
  { count }: CheckState,
): Promise<NextTurn> {
  const { context, staging, signal } = workspace;
  if (signal.aborted || isOutOfHand(error)) throw error;
  const failure = explainFailure(error);
  const again =
    error instanceof WaitingError && error.retryAfter !== undefined
      ? error.retryAfter
      : backoffMs(count + 2, Math.random());
  context.logger.debug(
    `Cannot compare the staging ${staging.name} with its cluster: ${failure.explanation.message}`,
  );
  if (failure.type === 'bug') {
    context.logger.error(
      `The check of the staging ${staging.name} broke off`,
      error instanceof Error ? error : new Error(String(error)),
    );
  }
  await planCheck(context.db, staging.id, again);
  return { wakeAfterMs: again };
}
