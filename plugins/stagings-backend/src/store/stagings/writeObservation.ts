import { StagingRecord } from '../../model/staging';
import { Db } from '../db';
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
 * Stores what the cluster showed. When that is what was stored before, only its time is refreshed, once a
 * minute at most.
 * @returns whether health or explanation changed
 */
export async function writeObservation(
  db: Db,
  id: string,
  observation: Observation,
): Promise<boolean> {
  const { health, healthExplanation, observedAt } = observation;
  const columns = toColumns({ health, healthExplanation, observedAt });
  const changed = await db('stagings')
    .where({ id })
    .where(different =>
      different
        .whereNot({ health })
        .orWhereRaw("coalesce(health_explanation, '') <> ?", [
          columns.health_explanation ?? '',
        ]),
    )
    .update(columns);
  if (changed > 0) return true;

  await db('stagings')
    .where({ id })
    .where(outdated =>
      outdated
        .whereNull('observed_at')
        .orWhere('observed_at', '<', observedAt - REFRESH_AFTER_MS),
    )
    .update({ observed_at: observedAt });
  return false;
}
