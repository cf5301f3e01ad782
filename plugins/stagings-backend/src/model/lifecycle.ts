import {
  DesiredState,
  Health,
  OperationKind,
  Phase,
  StagingAction,
} from 'backstage-plugin-stagings-common';

/** The requests of people and policies that change a staging. */
export type LifecycleRequest = Exclude<StagingAction, 'readLogs'>;

/**
 * What each phase allows: from every phase but `deleted` there is a way on. A delete that is repeated is a
 * retry, and a restore during an archive turns it round. A failed deploy can be restarted, because what it
 * applied may run and be stuck.
 */
const ALLOWED: Record<Phase, readonly LifecycleRequest[]> = {
  queued: ['update', 'cancel', 'archive', 'delete'],
  waiting: ['update', 'redeploy', 'cancel', 'archive', 'delete'],
  deploying: ['update', 'cancel', 'archive', 'delete'],
  running: ['update', 'redeploy', 'restart', 'archive', 'delete'],
  failed: ['update', 'redeploy', 'restart', 'archive', 'delete'],
  archiving: ['update', 'restore', 'delete'],
  archived: ['update', 'restore', 'delete'],
  deleting: ['delete', 'forget'],
  deleted: [],
};

/** What decides on the requests that a staging can take. */
export interface Situation {
  phase: Phase;
  /** There while an archive is not undone yet. */
  recordedScales?: unknown;
}

/** The requests that a staging can take. A restore is not cancelled: an archive turns it round. */
export function allowedRequests({
  phase,
  recordedScales,
}: Situation): readonly LifecycleRequest[] {
  return recordedScales === undefined
    ? ALLOWED[phase]
    : ALLOWED[phase].filter(request => request !== 'cancel');
}

/** Where a request leads at once; the engine goes on from there. */
export interface Transition {
  desired: DesiredState;
  phase: Phase;
}

/**
 * The state right after a request that the phase allows. A change to an archived staging is kept until it
 * is restored. A first deploy that is cancelled has nothing to go back to, so it has failed.
 */
export function transition(
  current: Transition & { deployedRevision?: number },
  request: LifecycleRequest,
): Transition {
  const { desired, phase } = current;
  switch (request) {
    case 'delete':
      return { desired: 'deleted', phase: 'deleting' };
    case 'forget':
      return { desired: 'deleted', phase: 'deleted' };
    case 'archive':
      return { desired: 'archived', phase: 'archiving' };
    case 'restore':
    case 'redeploy':
      return { desired: 'running', phase: 'queued' };
    case 'cancel':
      return {
        desired: 'running',
        phase: current.deployedRevision === undefined ? 'failed' : 'queued',
      };
    case 'update':
      return desired === 'running' && phase !== 'deploying'
        ? { desired, phase: 'queued' }
        : { desired, phase };
    default:
      return { desired, phase };
  }
}

/** What the engine does next for a staging. */
export type Step =
  | 'deploy'
  | 'settle'
  | 'goBack'
  | 'restart'
  | 'archive'
  | 'delete'
  | 'rest';

/** The part of a staging that decides on the next step. */
export interface StepInput {
  desired: DesiredState;
  phase: Phase;
  health: Health;
  revision: number;
  appliedRevision?: number;
}

/**
 * The next step on the way to the desired state. `settle` waits until what was applied is healthy and then
 * prunes; `rest` means that there is nothing to do. A deploy that failed because its objects were not
 * healthy in time is settled when they become healthy after all.
 *
 * @param order - the kind of the newest order that has not ended
 */
export function nextStep(staging: StepInput, order?: OperationKind): Step {
  switch (staging.desired) {
    case 'deleted':
      return staging.phase === 'deleted' ? 'rest' : 'delete';
    case 'archived':
      return staging.phase === 'archived' ? 'rest' : 'archive';
    default:
      return nextStepToRunning(staging, order);
  }
}

function nextStepToRunning(staging: StepInput, order?: OperationKind): Step {
  const applied = staging.appliedRevision === staging.revision;
  switch (staging.phase) {
    case 'running':
      return order === 'restart' ? 'restart' : 'rest';
    case 'failed':
      if (order === 'restart') return 'restart';
      return applied && staging.health === 'healthy' ? 'settle' : 'rest';
    case 'deploying':
      return applied ? 'settle' : 'deploy';
    case 'queued':
      return order === 'cancel' ? 'goBack' : 'deploy';
    default:
      return 'deploy';
  }
}
