import { useSharedClock } from '../../hooks/useSharedClock';
import { stopWatch } from './duration';

/** A stop watch that runs since the given time (ISO 8601). */
export function Elapsed({ since }: { since: string }) {
  const elapsed = useSharedClock() - Date.parse(since);
  return <span role="timer">{stopWatch(elapsed)}</span>;
}
