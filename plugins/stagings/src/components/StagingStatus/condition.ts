import { Health, StagingStatus } from 'backstage-plugin-stagings-common';

/** What people call the states of a staging, those that need somebody first. */
export const CONDITIONS = [
  'failed',
  'failing',
  'unknown',
  'waiting',
  'queued',
  'starting',
  'running',
  'archiving',
  'archived',
  'deleting',
  'deleted',
] as const;

/** Phase and health of a staging in one word. */
export type Condition = (typeof CONDITIONS)[number];

const RUNNING: Record<Health, Condition> = {
  healthy: 'running',
  progressing: 'running',
  suspended: 'running',
  degraded: 'failing',
  unknown: 'unknown',
};

/**
 * The word for a status. `failing` is deployed but not healthy; `failed` could not be deployed; `unknown` is
 * deployed where nobody can look now.
 */
export function conditionOf(
  status: Pick<StagingStatus, 'phase' | 'health'>,
): Condition {
  switch (status.phase) {
    case 'deploying':
      return 'starting';
    case 'running':
      return RUNNING[status.health];
    default:
      return status.phase;
  }
}

/** Whether something is wrong that a person must look at. */
export function needsAttention(condition: Condition): boolean {
  return condition === 'failing' || condition === 'failed';
}
