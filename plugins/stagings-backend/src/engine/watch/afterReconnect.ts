import { MISSING, PublishedHealth, StagingHealth } from '../../health';

/** For so long after a reconnect the cluster may still show less than there is. */
const DOUBT_MS = 60_000;

/** What was going on when the health was assessed, in milliseconds since the epoch. */
export interface Sighting {
  now: number;
  /** When the watches came back; absent when they never were away. */
  reconnectedAt?: number;
  /** When something of the staging was last seen. */
  seenAt?: number;
}

/**
 * Health that may be believed. A server that has just come back may show nothing where there is something, so
 * for a minute what is missing is not called missing, and what is degraded only when it was seen since.
 * @returns undefined when the health shown before is to stay
 */
export function believable(
  previous: PublishedHealth | undefined,
  assessed: StagingHealth,
  { now, reconnectedAt, seenAt }: Sighting,
): StagingHealth | undefined {
  if (reconnectedAt === undefined || now - reconnectedAt >= DOUBT_MS) {
    return assessed;
  }
  if (assessed.health !== 'degraded' || previous?.health === 'degraded') {
    return assessed;
  }
  const isMissing = assessed.explanation?.reason === MISSING;
  const wasSeen = seenAt !== undefined && seenAt >= reconnectedAt;
  return wasSeen && !isMissing ? assessed : undefined;
}

/** When the doubt after a reconnect ends. */
export function doubtEndsAt(reconnectedAt: number): number {
  return reconnectedAt + DOUBT_MS;
}
