import { Knex } from 'knex';
import { Db } from '../db';
import { msFromNow } from '../dialect';
import { Lease, leaseColumns } from './lease';
import { PRIORITY, QueueRow } from './queueRow';

/** What comes after the work. */
export interface NextTurn {
  /** Milliseconds until the staging is due again; without it, not before somebody wakes it. */
  wakeAfterMs?: number;
  /** The work did not succeed: the next claim counts its attempt on. */
  failed?: boolean;
}

/**
 * Gives a lease back. A staging that was woken since the claim stays due, at the priority of that wake.
 * @returns false when the lease was lost; then nothing changes
 */
export async function releaseLease(
  db: Db,
  lease: Lease,
  next: NextTurn,
): Promise<boolean> {
  const unlessWoken = (
    value: Knex.Raw | number,
    column: 'wake_at' | 'priority',
  ) =>
    db.raw('case when wake_sequence = ? then ? else ?? end', [
      lease.wakeSequence,
      value,
      column,
    ]);
  const wakeAt =
    next.wakeAfterMs === undefined
      ? db.raw('null')
      : msFromNow(db, next.wakeAfterMs);

  const released = await db<QueueRow>('stagings')
    .where(leaseColumns(lease))
    .update({
      lease_owner: null,
      lease_until: null,
      wake_at: unlessWoken(wakeAt, 'wake_at'),
      priority: unlessWoken(PRIORITY.background, 'priority'),
      ...(next.failed ? {} : { attempts: 0 }),
    });
  return released > 0;
}
