import { StagingStatus } from 'backstage-plugin-stagings-common';

/** What people call the states of a staging, those that need somebody first. */
export const CONDITIONS = [
  'failed',
  'failing',
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

/** The word for a status. `failing` is deployed but not healthy; `failed` could not be deployed. */
export function conditionOf(
  status: Pick<StagingStatus, 'phase' | 'health'>,
): Condition {
  switch (status.phase) {
    case 'deploying':
      return 'starting';
    case 'running':
      return status.health === 'degraded' ? 'failing' : 'running';
    default:
      return status.phase;
  }
}

/** Whether something is wrong that a person must look at. */
export function needsAttention(condition: Condition): boolean {
  return condition === 'failing' || condition === 'failed';
}
