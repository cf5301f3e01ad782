import { BigIntColumn, toNumber } from '../columnValues';
import { Db } from '../db';
import { msFromNow, nowMs } from '../dialect';

/** When a staging is to be compared with its cluster, in milliseconds from now, and how it went before. */
export interface CheckState {
  /** Negative when it is overdue; absent when none is due. */
  dueIn?: number;
  /** Since the last check; absent before the first. */
  ago?: number;
  /** How many checks followed each other closely. */
  count: number;
}

interface CheckRow {
  due_in: BigIntColumn | null;
  ago: BigIntColumn | null;
  check_count: number;
}

/** Undefined where there is no such staging. */
export async function readCheck(
  db: Db,
  id: string,
): Promise<CheckState | undefined> {
  const row = await db('stagings')
    .where({ id })
    .first<CheckRow | undefined>(
      db.raw('check_due_at - ? as due_in', [nowMs(db)]),
      db.raw('? - checked_at as ago', [nowMs(db)]),
      'check_count',
    );
  return (
    row && {
      dueIn: toNumber(row.due_in),
      ago: toNumber(row.ago),
      count: row.check_count,
    }
  );
}

/** Asks for a check after so many milliseconds, and wakes the staging for it. One that is due sooner stays. */
export async function scheduleCheck(
  db: Db,
  id: string,
  delayMs: number,
): Promise<void> {
  const at = msFromNow(db, delayMs);
  const sooner = (column: string) =>
    db.raw('case when ?? is null or ?? > ? then ? else ?? end', [
      column,
      column,
      at,
      at,
      column,
    ]);
  await db('stagings')
    .where({ id })
    .update({
      check_due_at: sooner('check_due_at'),
      wake_at: sooner('wake_at'),
      wake_sequence: db.raw('wake_sequence + 1'),
    });
}

/** Says when the next check is due, without waking the staging for it. */
export async function planCheck(
  db: Db,
  id: string,
  delayMs: number,
): Promise<void> {
  await db('stagings')
    .where({ id })
    .update({ check_due_at: msFromNow(db, delayMs) });
}

/**
 * Remembers that a staging is being checked now, and when the next check is due. Call it before looking, so
 * that a suspicion that comes meanwhile is not lost.
 */
export async function beginCheck(
  db: Db,
  id: string,
  next: { count: number; dueInMs: number },
): Promise<void> {
  await db('stagings')
    .where({ id })
    .update({
      checked_at: nowMs(db),
      check_count: next.count,
      check_due_at: msFromNow(db, next.dueInMs),
    });
}
