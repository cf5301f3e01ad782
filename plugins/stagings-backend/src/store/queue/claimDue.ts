import { Db } from '../db';
import { forUpdateSkipLocked, msFromNow, nowMs } from '../dialect';
import { Lease } from './lease';
import { QueueRow } from './queueRow';
import { claimable, URGENCY } from './urgency';

/** Who claims, and how much. */
export interface ClaimOptions {
  /** Unique to the process. */
  owner: string;
  leaseMs: number;
  /** How many at most. */
  limit: number;
  /** Only some of these; all that are due when absent. */
  among?: readonly string[];
}

/** A lease that was just taken. */
export interface Claim extends Lease {
  /** Which try this is since the last success or request of a person, from 1. */
  attempt: number;
}

/**
 * Takes leases on stagings that are due and that nobody works on, the most urgent first. The wake stays on the row until the release, so that a claim whose worker
 * dies is due again when the lease ends.
 */
export async function claimDue(
  db: Db,
  options: ClaimOptions,
): Promise<Claim[]> {
  const { owner, leaseMs, limit, among } = options;
  const due = db<QueueRow>('stagings')
    .select('id')
    .where(claimable(nowMs(db)))
    .orderByRaw(URGENCY)
    .limit(limit);
  if (among) due.whereIn('id', [...among]);

  const rows = await db<QueueRow>('stagings')
    .with('due', forUpdateSkipLocked(db, due))
    .whereIn('id', db.select('id').from('due'))
    .update({
      lease_owner: owner,
      lease_until: msFromNow(db, leaseMs),
      lease_token: db.raw('lease_token + 1'),
      attempts: db.raw('attempts + 1'),
    })
    .returning(['id', 'lease_token', 'wake_sequence', 'attempts']);

  return rows.map(row => ({
    stagingId: row.id,
    owner,
    token: row.lease_token,
    wakeSequence: row.wake_sequence,
    attempt: row.attempts,
  }));
}
