import { Explanation, Health } from 'backstage-plugin-stagings-common';
import { ClusterSign, OBSERVED_PHASES, Sight } from '../model/clusterSign';
import { StagingRecord } from '../model/staging';

/** What was seen longer ago is not known any more. */
const STALE_AFTER_MS = 2 * 60_000;

const OBSERVED: ReadonlySet<StagingRecord['phase']> = new Set(OBSERVED_PHASES);

/** A staging as it can be seen now. */
export interface SeenStaging extends StagingRecord {
  /** How it was when it was last seen, where that is too long ago to be its health now. */
  lastHealth?: Health;
}

/** How far the portal can see now, for what reads many stagings at once. */
export function sightOf(
  signs: ReadonlyMap<string, ClusterSign>,
  now: number,
): Sight {
  const after = now - STALE_AFTER_MS;
  const followed = [...signs].filter(([, { liveAt = 0 }]) => liveAt > after);
  return { clusters: followed.map(([cluster]) => cluster), after };
}

/**
 * A staging as it can be seen now. While its cluster is followed, what is stored is as new as the last sign
 * of the cluster, without a write for each staging. When it has not been for two minutes, nobody knows how
 * the staging is: its health becomes `unknown`, with what it was before.
 * @param sign - how the cluster is followed; absent when it never was
 */
export function asSeen(
  staging: StagingRecord,
  sign: ClusterSign | undefined,
  now: number,
): SeenStaging {
  if (staging.observedAt === undefined) return staging;
  const observedAt = Math.max(staging.observedAt, sign?.liveAt ?? 0);
  if (!OBSERVED.has(staging.phase) || now - observedAt < STALE_AFTER_MS) {
    return { ...staging, observedAt };
  }
  if (staging.health === 'unknown') return { ...staging, observedAt };
  return {
    ...staging,
    observedAt,
    health: 'unknown',
    lastHealth: staging.health,
    healthExplanation: explainStale(staging, observedAt, sign?.trouble),
  };
}

const WAS: Record<Exclude<Health, 'unknown'>, string> = {
  healthy: 'healthy',
  progressing: 'not ready yet',
  degraded: 'failing',
  suspended: 'suspended',
};

function explainStale(
  { health, healthExplanation }: StagingRecord,
  observedAt: number,
  trouble: Explanation | undefined,
): Explanation {
  const since = new Date(observedAt)
    .toISOString()
    .slice(0, 16)
    .replace('T', ' ');
  const was = health === 'unknown' ? 'not known' : WAS[health];
  const before = healthExplanation ? `: ${healthExplanation.message}` : '';
  return {
    reason: trouble?.reason ?? 'Stale',
    message: `Not seen since ${since} UTC, when it was ${was}${before}${
      trouble ? `. ${trouble.message}` : ''
    }`,
    ...(healthExplanation?.evidence && {
      evidence: healthExplanation.evidence,
    }),
    hint: {
      text: 'It is looked at again by itself as soon as the cluster can be followed.',
      audience: 'platform',
    },
  };
}
