const BASE_MS = 1_000;
const MAX_MS = 5 * 60_000;

/**
 * Milliseconds before another try: doubling from one second to five minutes, with full jitter above half of
 * it, so that many stagings that failed together do not come back together.
 * @param attempt - which try failed, from 1
 * @param random - from 0 to 1
 */
export function backoffMs(attempt: number, random: number): number {
  const ceiling = Math.min(BASE_MS * 2 ** Math.min(attempt - 1, 20), MAX_MS);
  return Math.round(ceiling / 2 + (ceiling / 2) * random);
}
