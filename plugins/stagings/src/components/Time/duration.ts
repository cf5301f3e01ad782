const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long ago something was, in the unit that says enough. */
export type Age =
  | { unit: 'now' }
  | { unit: 'seconds' | 'minutes' | 'hours' | 'days'; count: number };

/** Rounds a number of milliseconds down to the unit that people would use. A clock that is ahead counts as now. */
export function ageOf(milliseconds: number): Age {
  if (milliseconds < 2 * SECOND) return { unit: 'now' };
  if (milliseconds < MINUTE) return count('seconds', milliseconds / SECOND);
  if (milliseconds < HOUR) return count('minutes', milliseconds / MINUTE);
  if (milliseconds < DAY) return count('hours', milliseconds / HOUR);
  return count('days', milliseconds / DAY);
}

function count(unit: Exclude<Age['unit'], 'now'>, amount: number): Age {
  return { unit, count: Math.floor(amount) };
}

/** A duration as on a stop watch: `0:41`, `12:05`, `1:02:09`. */
export function stopWatch(milliseconds: number): string {
  const total = Math.max(0, Math.floor(milliseconds / SECOND));
  const seconds = String(total % 60).padStart(2, '0');
  const minutes = Math.floor(total / 60) % 60;
  const hours = Math.floor(total / 3600);
  return hours > 0
    ? `${hours}:${String(minutes).padStart(2, '0')}:${seconds}`
    : `${minutes}:${seconds}`;
}
