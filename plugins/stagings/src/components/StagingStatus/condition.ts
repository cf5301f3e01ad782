import { StagingStatus } from 'backstage-plugin-stagings-common';

/** What people call the state of a staging: phase and health in one word. */
export type Condition =
  | 'queued'
  | 'waiting'
  | 'starting'
  | 'running'
  | 'failing'
  | 'failed'
  | 'archiving'
  | 'archived'
  | 'deleting'
  | 'deleted';

/** The word for a status. `failing` is deployed but not healthy; `failed` could not be deployed. */
export function conditionOf(status: StagingStatus): Condition {
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
