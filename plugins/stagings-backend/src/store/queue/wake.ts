import { Db } from '../db';
import { msFromNow } from '../dialect';
import { PRIORITY, QueueRow, WakePriority } from './queueRow';

/** When and how urgently. */
export interface WakeOptions {
  /** Milliseconds from now; at once by default. */
  delayMs?: number;
  /** `background` by default. `user` also starts the count of attempts again. */
  priority?: WakePriority;
}

/**
 * Asks for work on a staging. An earlier time that was asked for before stays. While the staging is being
 * worked on, the wake is kept: it is due again when that work ends.
 */
export async function wake(
  db: Db,
  id: string,
  { delayMs = 0, priority = 'background' }: WakeOptions,
): Promise<void> {
  const at = msFromNow(db, delayMs);
  await db<QueueRow>('stagings')
    .where({ id })
    .update({
      wake_at: db.raw(
        'case when wake_at is null or wake_at > ? then ? else wake_at end',
        [at, at],
      ),
      wake_sequence: db.raw('wake_sequence + 1'),
      ...(priority === 'user' ? { priority: PRIORITY.user, attempts: 0 } : {}),
    });
}
