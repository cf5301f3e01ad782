import { createHash } from 'node:crypto';
import { CheckState } from '../../store';
import { backoffCeilingMs } from '../queue/backoff';

/** Every running staging is compared with its cluster so often. */
const RESYNC_MS = 10 * 60_000;
/** Checks with more than this between them do not hold each other up. */
const CALM_MS = RESYNC_MS / 2;

/**
 * Milliseconds until the next regular check of a staging. Each has a time of its own in the interval, so
 * that checks are spread however many stagings came up together; one just checked is not checked again soon.
 */
export function untilResync(stagingId: string, now: number): number {
  const slot =
    createHash('sha256').update(stagingId).digest().readUInt32BE() % RESYNC_MS;
  const wait = (slot - (now % RESYNC_MS) + RESYNC_MS) % RESYNC_MS;
  return wait < CALM_MS ? wait + RESYNC_MS : wait;
}

/** How many checks, this one included, followed each other closely. */
export function checksInARow({
  ago,
  count,
}: Pick<CheckState, 'ago' | 'count'>): number {
  return ago === undefined || ago >= CALM_MS ? 1 : count + 1;
}

/**
 * Milliseconds to wait before looking at a suspicion. The first is looked at once; one that comes right after
 * a check waits the longer, the more there were, so that somebody who works against the portal does not keep
 * it busy.
 */
export function untilSuspicionCheck({
  ago,
  count,
}: Pick<CheckState, 'ago' | 'count'>): number {
  if (ago === undefined || ago >= CALM_MS || count === 0) return 0;
  return Math.max(0, backoffCeilingMs(count) - ago);
}
