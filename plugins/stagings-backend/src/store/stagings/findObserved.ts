import { StagingRecord } from '../../model/staging';
import { BigIntColumn, toNumber } from '../columnValues';
import { Db } from '../db';
import { newestOpen } from '../operations/newestOpen';
import { StagingRow, toStagingRecord } from './stagingRow';

/** A staging as its watcher needs it. */
export interface ObservedStaging {
  staging: StagingRecord;
  /** Since when its order is being carried out, in milliseconds since the epoch; absent where nothing was ordered. */
  orderedSince?: number;
}

/** As `findByName`, with what is ordered. One query, since it stands at the begin of every look at a staging. */
export async function findObserved(
  db: Db,
  cluster: string,
  name: string,
): Promise<ObservedStaging | undefined> {
  const startedAt = newestOpen(db, db.ref('stagings.id')).select('started_at');
  const row: (StagingRow & { ordered_since: BigIntColumn | null }) | undefined =
    await db<StagingRow>('stagings')
      .where({ cluster, name })
      .whereNot({ phase: 'deleted' })
      .select('stagings.*')
      .select(startedAt.as('ordered_since'))
      .first();
  return (
    row && {
      staging: toStagingRecord(row),
      orderedSince: toNumber(row.ordered_since),
    }
  );
}
