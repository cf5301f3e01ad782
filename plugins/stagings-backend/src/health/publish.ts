import { PublishedHealth, StagingHealth } from './types';

/** Most failures that last shorter than this heal by themselves. */
const DEGRADED_HOLD = 10_000;
/** What failed tries again in between, and a crash loop even looks well between two crashes. */
const RECOVERY_HOLD = 20_000;

/** What does not heal by waiting is shown at once. */
const CERTAIN_REASONS: ReadonlySet<string> = new Set([
  'ImagePullFailed',
  'InvalidImageName',
  'ContainerConfigInvalid',
  'ContainerStartFailed',
  'CrashLoop',
  'ContainerRestarting',
  'OutOfMemory',
  'ContainerFailed',
  'JobFailed',
  'DeadlineExceeded',
]);

/** Reasons after which a container may look well and crash again. */
const CRASH_REASONS: ReadonlySet<string> = new Set([
  'CrashLoop',
  'ContainerRestarting',
  'OutOfMemory',
]);

/** Milliseconds for which a change must hold before it is shown. */
function holdFor(previous: PublishedHealth, assessed: StagingHealth): number {
  if (assessed.health === previous.health) return 0;
  if (assessed.health === 'degraded') {
    return CERTAIN_REASONS.has(assessed.explanation?.reason ?? '')
      ? 0
      : DEGRADED_HOLD;
  }
  if (previous.health !== 'degraded') return 0;
  const isWell =
    assessed.health === 'healthy' || assessed.health === 'suspended';
  return isWell && !CRASH_REASONS.has(previous.explanation?.reason ?? '')
    ? 0
    : RECOVERY_HOLD;
}

/** Since when it has looked other than shown; from degraded, every better state counts together. */
function candidateSince(
  { health, candidate }: PublishedHealth,
  assessed: StagingHealth,
  now: number,
): number {
  const goesOn =
    candidate?.health === assessed.health ||
    (health === 'degraded' && assessed.health !== 'degraded');
  return candidate && goesOn ? candidate.since : now;
}

/**
 * What to show, so that it does not flicker: certain failures at once, others when they last, and the end of
 * a failure when everything is well, or when it lasts. Call it again at `recheckAt` even if nothing changes.
 * @param now - milliseconds since the epoch
 */
export function publish(
  previous: PublishedHealth | undefined,
  assessed: StagingHealth,
  now: number,
): PublishedHealth {
  if (!previous) return { ...assessed, since: now };
  const hold = holdFor(previous, assessed);
  const since = candidateSince(previous, assessed, now);
  if (now - since >= hold) {
    const isSame = assessed.health === previous.health;
    return { ...assessed, since: isSame ? previous.since : now };
  }
  return {
    health: previous.health,
    ...(previous.explanation && { explanation: previous.explanation }),
    since: previous.since,
    candidate: { ...assessed, since },
    recheckAt: since + hold,
  };
}
