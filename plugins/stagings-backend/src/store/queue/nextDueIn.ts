import { Db } from '../db';
import { nowMs } from '../dialect';
import { QueueRow } from './queueRow';

/**
 * Milliseconds until some staging can be claimed; 0 when one can be now, undefined when none waits. One that
 * is being worked on counts from the end of its lease.
 */
export async function nextDueIn(db: Db): Promise<number | undefined> {
  const claimableAt =
    'case when lease_until > wake_at then lease_until else wake_at end';
  const row = await db<QueueRow>('stagings')
    .whereNotNull('wake_at')
    .select<{ due_in: string | number | null }[]>(
      db.raw(`min(${claimableAt}) - ? as due_in`, [nowMs(db)]),
    )
    .first();
  if (row?.due_in === null || row?.due_in === undefined) return undefined;
  return Math.max(0, Number(row.due_in));
}
