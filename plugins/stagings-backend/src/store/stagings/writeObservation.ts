import { isDeepStrictEqual } from 'node:util';
import { StagingRecord } from '../../model/staging';
import { Db } from '../db';
import { Lease, leaseColumns } from '../queue/lease';
import { toColumns } from './stagingRow';

/** How old a stored observation may get while nothing changes; each write costs, and a minute is exact enough. */
const REFRESH_AFTER_MS = 60_000;

/** What the cluster showed. */
export type Observation = Pick<
  StagingRecord,
  'health' | 'healthExplanation'
> & {
  observedAt: number;
};

/**
 * Who saw it. A process that stood still may come back with what it saw minutes ago: it is heard only as long
 * as nobody took its place.
 */
export type Witness =
  /** The replica that follows the cluster. */
  | { type: 'watch'; cluster: string; owner: string }
  /** The worker that has the staging. What was observed after `lastObservedAt`, which it had read, is newer. */
  | { type: 'worker'; lease: Lease; lastObservedAt: number | undefined };

/** Whether a staging that was just read tells all of an observation, so that writing it would change nothing. */
export function isStored(
  staging: StagingRecord,
  { health, healthExplanation, observedAt }: Observation,
): boolean {
  return (
    staging.health === health &&
    isDeepStrictEqual(staging.healthExplanation, healthExplanation) &&
    staging.observedAt !== undefined &&
    staging.observedAt >= observedAt - REFRESH_AFTER_MS
  );
}

/**
 * Stores what the cluster showed. When that is what was stored before, only its time is refreshed, once a
 * minute at most.
 * @returns whether health or explanation changed
 */
export async function writeObservation(
  db: Db,
  id: string,
  observation: Observation,
  witness: Witness,
): Promise<boolean> {
  const { health, healthExplanation, observedAt } = observation;
  const columns = toColumns({ health, healthExplanation, observedAt });
  const changed = await rowFor(db, id, witness)
    .where(different =>
      different
        .whereNot({ health })
        .orWhereRaw("coalesce(health_explanation, '') <> ?", [
          columns.health_explanation ?? '',
        ]),
    )
    .update(columns);
  if (changed > 0) return true;

  await rowFor(db, id, witness)
    .where(outdated =>
      outdated
        .whereNull('observed_at')
        .orWhere('observed_at', '<', observedAt - REFRESH_AFTER_MS),
    )
    .update({ observed_at: observedAt });
  return false;
}

/** The staging's row, if the witness is to be heard. */
function rowFor(db: Db, id: string, witness: Witness) {
  const row = db('stagings').where({ id });
  if (witness.type === 'watch') {
    const { cluster, owner } = witness;
    return row.whereExists(
      db('cluster_leases')
        .select(db.raw('1'))
        .where({ cluster, lease_owner: owner }),
    );
  }
  const { lease, lastObservedAt } = witness;
  return row
    .where(leaseColumns(lease))
    .where({ observed_at: lastObservedAt ?? null });
}
