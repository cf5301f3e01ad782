import { forEngineer } from './explain';
import { StagingHealth } from './types';

/**
 * Ends waiting: a staging that is still progressing when its time is over is degraded. Only Deployments have
 * a deadline of their own, and it can be switched off.
 * @param startedAt - when the wait began, milliseconds since the epoch
 * @param limit - milliseconds
 */
export function progressDeadline(
  assessed: StagingHealth,
  startedAt: number,
  limit: number,
  now: number,
): StagingHealth {
  if (assessed.health !== 'progressing' || now - startedAt < limit) {
    return assessed;
  }
  const { message, hint, ...rest } = assessed.explanation ?? {};
  return {
    health: 'degraded',
    explanation: {
      ...rest,
      reason: 'DeadlineExceeded',
      message: `Not ready after ${Math.round(limit / 1000)} s${
        message ? `: ${message}` : ''
      }`,
      hint: hint ?? forEngineer('See the logs and the events.'),
    },
  };
}
