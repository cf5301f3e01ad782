const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * How long something lasts, in words that change rarely: ` since 3 min`, ` since 2 h`; empty below a minute.
 *
 * @param ms - milliseconds
 */
export function since(ms: number): string {
  if (ms < MINUTE) return '';
  if (ms < HOUR) return ` since ${Math.floor(ms / MINUTE)} min`;
  if (ms < 2 * DAY) return ` since ${Math.floor(ms / HOUR)} h`;
  return ` since ${Math.floor(ms / DAY)} days`;
}
