import { Db } from '../db';
import { nowMs } from '../dialect';
import { QueueRow } from './queueRow';
import { claimable, URGENCY } from './urgency';

/** A staging that is due, with what shares of the workers are counted by. */
export interface DueStaging {
  id: string;
  cluster: string;
  entityRef: string;
}

/** What to leave out, and how much to read. */
export interface DueQuery {
  /** How many at most of each component on each cluster. */
  limit: number;
  /** Clusters and components that have all the workers that they may have. */
  without: { clusters: readonly string[]; entityRefs: readonly string[] };
}

/** The stagings that are due and that nobody works on, the most urgent first. */
export async function listDue(db: Db, query: DueQuery): Promise<DueStaging[]> {
  const { limit, without } = query;
  const ranked = db<QueueRow>('stagings')
    .select({ id: 'id', cluster: 'cluster', entityRef: 'entity_ref' })
    .select(
      db.raw(`${URGENCY} as urgency`),
      db.raw(
        `row_number() over (partition by cluster, entity_ref order by ${URGENCY}) as place`,
      ),
    )
    .where(claimable(nowMs(db)))
    .whereNotIn('cluster', [...without.clusters])
    .whereNotIn('entity_ref', [...without.entityRefs])
    .as('ranked');
  return db
    .from(ranked)
    .where('place', '<=', limit)
    .orderBy('urgency')
    .select<DueStaging[]>('id', 'cluster', 'entityRef');
}
