import { TerminalError } from '../model/errors';
import { nextStep, Step } from '../model/lifecycle';
import { StagingRecord } from '../model/staging';
import { redactedError } from '../redaction';
import {
  Claim,
  currentOperation,
  findStaging,
  NextTurn,
  startOperation,
} from '../store';
import { backoffMs } from './queue/backoff';
import { EngineContext } from './context';
import { checkStaging } from './drift/checkStaging';
import { isOutOfHand, SupersededError } from './failures/errors';
import { explainFailure, Failure } from './failures/explain';
import { archive } from './steps/archive';
import { deploy } from './steps/deploy';
import { goBack } from './steps/goBack';
import { remove } from './steps/remove';
import { restart } from './steps/restart';
import { settle } from './steps/settle';
import { StepFunction } from './steps/types';
import { Workspace } from './Workspace';

const STEPS: Record<Exclude<Step, 'rest'>, StepFunction> = {
  deploy,
  settle,
  goBack,
  restart,
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
    try {
      const next = await takeStep(workspace, claim);
      if (next) return next;
    } catch (error) {
      if (signal.aborted || !(error instanceof SupersededError)) throw error;
    } finally {
      await workspace.flushLog();
    }
  }
}

/** Takes the next step. Answers when to look again; undefined when there is more to do now. */
async function takeStep(
  workspace: Workspace,
  { attempt }: Claim,
): Promise<NextTurn | undefined> {
  const step = nextStep(workspace.staging, workspace.operation?.kind);
  if (step === 'rest') return checkStaging(workspace, attempt);
  try {
    const result = await STEPS[step](workspace);
    if (result.then === 'next') return undefined;
    return result.then === 'again' ? { wakeAfterMs: result.afterMs } : {};
  } catch (error) {
    if (workspace.signal.aborted || isOutOfHand(error)) throw error;
    return record(workspace, step, error, attempt);
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

/** A database that restarts, or a catalog that does not answer, passes within these tries: half a minute. */
const TRIES_OF_THE_UNFORESEEN = 6;

/** Writes down what a failure means. A deploy may fail; an archive and a delete are tried until they succeed. */
async function record(
  workspace: Workspace,
  step: Exclude<Step, 'rest'>,
  error: unknown,
  attempt: number,
): Promise<NextTurn> {
  await workspace.learnClusterSecrets();
  const failure = explainFailure(error);
  const mayPass =
    failure.type === 'waiting' ||
    (failure.type === 'bug' && attempt < TRIES_OF_THE_UNFORESEEN);
  if (failure.type === 'bug') {
    workspace.context.logger.error(
      `Staging ${workspace.staging.name} failed unexpectedly`,
      redactedError(error, told => workspace.redacted(told)),
    );
  }
  if (step === 'restart') {
    return recordRestart(workspace, failure, { attempt, mayPass });
  }
  const deploying = step === 'deploy' || step === 'settle';
  if (deploying && !mayPass) {
    if (error instanceof TerminalError) logProblems(workspace, error);
    await fail(workspace, failure);
    return {};
  }
  await wait(workspace, step, failure);
  return {
    wakeAfterMs: failure.retryAfter ?? backoffMs(attempt, Math.random()),
    failed: true,
  };
}

/** A restart changes nothing about the staging, so neither does its failure. */
async function recordRestart(
  workspace: Workspace,
  { explanation: { reason, message }, retryAfter }: Failure,
  { attempt, mayPass }: { attempt: number; mayPass: boolean },
): Promise<NextTurn> {
  if (mayPass) {
    if (attempt === 1) workspace.log(message, 'warning');
    return {
      wakeAfterMs: retryAfter ?? backoffMs(attempt, Math.random()),
      failed: true,
    };
  }
  await workspace.update(
    () => undefined,
    tx => workspace.finish(tx, { state: 'failed', reason, message }),
  );
  return { wakeAfterMs: 0 };
}

/** The status has room for the first problem alone. */
function logProblems(workspace: Workspace, { problems }: TerminalError): void {
  if (problems.length < 2) return;
  for (const { message, hint } of problems) {
    workspace.log(hint ? `${message}. ${hint.text}` : message, 'error');
  }
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
  const told = workspace.redacted(message);
  if (workspace.staging.phaseExplanation?.message !== told) {
    workspace.log(message, 'warning');
  }
  await workspace.update(current => {
    const phase = step === 'deploy' ? 'waiting' : current.phase;
    const isKnown =
      current.phase === phase && current.phaseExplanation?.message === told;
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
