const BASE_MS = 1_000;
const MAX_MS = 5 * 60_000;

/** The longest pause after a try of this number, from 1: doubling from one second to five minutes. */
export function backoffCeilingMs(attempt: number): number {
  return Math.min(BASE_MS * 2 ** Math.min(attempt - 1, 20), MAX_MS);
}

/**
 * Milliseconds before another try, with full jitter, so that many stagings that failed together do not come
 * back together.
 * @param attempt - which try failed, from 1
 * @param random - from 0 to 1
 */
export function backoffMs(attempt: number, random: number): number {
  return Math.round(backoffCeilingMs(attempt) * random);
}
