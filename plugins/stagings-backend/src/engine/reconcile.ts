import { nextStep, Step } from '../model/lifecycle';
import { StagingRecord } from '../model/staging';
import {
  Claim,
  currentOperation,
  findStaging,
  NextTurn,
  startOperation,
} from '../store';
import { backoffMs } from './backoff';
import { EngineContext } from './context';
import { LeaseLostError } from './errors';
import { explainFailure, Failure } from './explain';
import { archive } from './steps/archive';
import { deploy } from './steps/deploy';
import { remove } from './steps/remove';
import { settle } from './steps/settle';
import { StepFunction } from './steps/types';
import { Workspace } from './Workspace';

const STEPS: Record<Exclude<Step, 'rest'>, StepFunction> = {
  deploy,
  settle,
  archive,
  delete: remove,
};

/**
 * Moves one staging towards its desired state, step by step, from whatever state it is in. Looks only at
 * what is, never at why it was woken.
 *
 * @returns when to look again
 * @throws LeaseLostError, and the signal's reason: then somebody else goes on
 */
export async function reconcile(
  context: EngineContext,
  claim: Claim,
  signal: AbortSignal,
): Promise<NextTurn> {
  for (;;) {
    signal.throwIfAborted();
    const workspace = await open(context, claim, signal);
    if (!workspace) return {};
    const step = nextStep(workspace.staging);
    if (step === 'rest') return {};
    try {
      const result = await STEPS[step](workspace);
      if (result.then === 'again') return { wakeAfterMs: result.afterMs };
      if (result.then === 'rest') return {};
    } catch (error) {
      if (signal.aborted || error instanceof LeaseLostError) throw error;
      return record(workspace, step, error, claim.attempt);
    }
  }
}

async function open(
  context: EngineContext,
  lease: Claim,
  signal: AbortSignal,
): Promise<Workspace | undefined> {
  const { db } = context;
  const staging = await findStaging(db, lease.stagingId);
  if (!staging) return undefined;
  const operation = await currentOperation(db, staging.id);
  if (operation && operation.state === 'queued') {
    const at = context.now();
    await startOperation(db, operation.id, at);
    operation.startedAt = at;
  }
  return new Workspace({ context, lease, staging, operation, signal });
}

/** Writes down what a failure means. A deploy may fail; an archive and a delete are tried until they succeed. */
async function record(
  workspace: Workspace,
  step: Exclude<Step, 'rest'>,
  error: unknown,
  attempt: number,
): Promise<NextTurn> {
  const failure = explainFailure(error);
  if (failure.type === 'bug') {
    workspace.context.logger.error(
      `Staging ${workspace.staging.name} failed unexpectedly`,
      error instanceof Error ? error : new Error(String(error)),
    );
  }
  const deploying = step === 'deploy' || step === 'settle';
  if (deploying && failure.type !== 'waiting') {
    await fail(workspace, failure);
    return {};
  }
  await wait(workspace, step, failure);
  return {
    wakeAfterMs: failure.retryAfter ?? backoffMs(attempt, Math.random()),
    failed: true,
  };
}

async function fail(workspace: Workspace, failure: Failure): Promise<void> {
  const { explanation } = failure;
  await workspace.update(
    current =>
      isWanted(current, workspace.staging)
        ? { phase: 'failed', phaseExplanation: explanation }
        : undefined,
    tx =>
      workspace.finish(tx, {
        state: 'failed',
        reason: explanation.reason,
        message: explanation.message,
      }),
  );
}

async function wait(
  workspace: Workspace,
  step: Exclude<Step, 'rest'>,
  { explanation }: Failure,
): Promise<void> {
  const { message } = explanation;
  if (workspace.staging.phaseExplanation?.message !== message) {
    await workspace.log(message, 'warning');
  }
  await workspace.update(current => {
    const phase = step === 'deploy' ? 'waiting' : current.phase;
    const isKnown =
      current.phase === phase && current.phaseExplanation?.message === message;
    if (isKnown || !isWanted(current, workspace.staging)) return undefined;
    return { phase, phaseExplanation: explanation };
  });
}

/** Whether people still want what the worker tried. */
function isWanted(current: StagingRecord, tried: StagingRecord): boolean {
  return (
    current.desired === tried.desired && current.revision === tried.revision
  );
}
