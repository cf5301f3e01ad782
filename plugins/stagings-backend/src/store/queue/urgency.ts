import { Knex } from 'knex';

/** Milliseconds that a person's request is ahead of what nobody waits for; what waits longer goes first. */
const HEAD_START_MS = 60_000;

/** The order of the queue, the smallest first. So nothing starves, however much people ask for. */
export const URGENCY = `wake_at - priority * ${HEAD_START_MS}`;

/** Selects what is due and in nobody's hands. */
export function claimable(now: Knex.Raw): (rows: Knex.QueryBuilder) => void {
  return rows => {
    rows
      .where('wake_at', '<=', now)
      .where(free =>
        free.whereNull('lease_until').orWhere('lease_until', '<=', now),
      );
  };
}
