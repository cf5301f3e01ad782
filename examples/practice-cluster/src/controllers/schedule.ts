import { CronTime } from 'cron';

const MINUTE_MS = 60_000;

/** The times of a cron expression, in milliseconds since 1970. */
export type Schedule = {
  /** The first time after another. */
  next(after: number): number;
  /** The last time after `since` and not after `until`; undefined when there is none. */
  last(since: number, until: number): number | undefined;
};

/** Reads a cron expression; undefined when it or the time zone means nothing. */
export function readSchedule(
  expression: string,
  timeZone = 'UTC',
): Schedule | undefined {
  try {
    const cron = new CronTime(expression, timeZone);
    const next = (after: number) =>
      cron.getNextDateFrom(new Date(after), timeZone).toMillis();
    return { next, last: (since, until) => lastTime(next, since, until) };
  } catch {
    return undefined;
  }
}

/** Looks back in growing steps, so that a long pause of a frequent schedule costs little. */
function lastTime(
  next: Schedule['next'],
  since: number,
  until: number,
): number | undefined {
  for (let span = MINUTE_MS; ; span *= 2) {
    const from = Math.max(since, until - span);
    let last: number | undefined;
    for (let time = next(from); time <= until; time = next(time)) last = time;
    if (last !== undefined || from === since) return last;
  }
}
