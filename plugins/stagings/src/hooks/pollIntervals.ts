import { StagingStatus } from 'backstage-plugin-stagings-common';

/** How often to read when no signal comes, in milliseconds: sooner while something is under way. */
export const POLL_MS = { resting: 10_000, moving: 5_000 };

const MOVING = new Set([
  'queued',
  'waiting',
  'deploying',
  'archiving',
  'deleting',
]);

/** Whether the engine is on its way somewhere. */
export function isMoving(status: StagingStatus): boolean {
  return (
    MOVING.has(status.phase) ||
    (status.phase === 'running' && status.health !== 'healthy')
  );
}
