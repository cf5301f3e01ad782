import {
  DesiredState,
  Health,
  Phase,
  StagingAction,
} from 'backstage-plugin-stagings-common';

/** The requests of people and policies that change a staging. */
export type LifecycleRequest = Exclude<StagingAction, 'readLogs'>;

/**
 * What each phase allows: from every phase but `deleted` there is a way on. A delete that is repeated is a
 * retry, and a restore during an archive turns it round.
 */
const ALLOWED: Record<Phase, readonly LifecycleRequest[]> = {
  queued: ['update', 'archive', 'delete'],
  waiting: ['update', 'redeploy', 'archive', 'delete'],
  deploying: ['update', 'archive', 'delete'],
  running: ['update', 'redeploy', 'archive', 'delete'],
  failed: ['update', 'redeploy', 'archive', 'delete'],
  archiving: ['update', 'restore', 'delete'],
  archived: ['update', 'restore', 'delete'],
  deleting: ['delete'],
  deleted: [],
};

export function allowedRequests(phase: Phase): readonly LifecycleRequest[] {
  return ALLOWED[phase];
}

/** Where a request leads at once; the engine goes on from there. */
export interface Transition {
  desired: DesiredState;
  phase: Phase;
}

/**
 * The state right after a request that the phase allows. A change to an archived staging is kept until it
 * is restored.
 */
export function transition(
  current: Transition,
  request: LifecycleRequest,
): Transition {
  switch (request) {
    case 'delete':
      return { desired: 'deleted', phase: 'deleting' };
    case 'archive':
      return { desired: 'archived', phase: 'archiving' };
    case 'restore':
    case 'redeploy':
      return { desired: 'running', phase: 'queued' };
    default:
      return current.desired === 'running'
        ? {
            desired: 'running',
            phase: current.phase === 'deploying' ? 'deploying' : 'queued',
          }
        : current;
  }
}

/** What the engine does next for a staging. */
export type Step = 'deploy' | 'settle' | 'archive' | 'delete' | 'rest';

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
 */
export function nextStep(staging: StepInput): Step {
  switch (staging.desired) {
    case 'deleted':
      return staging.phase === 'deleted' ? 'rest' : 'delete';
    case 'archived':
      return staging.phase === 'archived' ? 'rest' : 'archive';
    default:
      break;
  }
  const applied = staging.appliedRevision === staging.revision;
  switch (staging.phase) {
    case 'running':
      return 'rest';
    case 'failed':
      return applied && staging.health === 'healthy' ? 'settle' : 'rest';
    case 'deploying':
      return applied ? 'settle' : 'deploy';
    default:
      return 'deploy';
  }
}
