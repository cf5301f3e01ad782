import { Knex } from 'knex';
import { AccessFilter } from '../../model/access';
import { StagingRecord } from '../../model/staging';
import { Db } from '../db';
import { restrictTo } from './restrictTo';
import { StagingRow, toStagingRecord } from './stagingRow';

/** How many stagings that match are wanted running; archived ones take no room. */
export async function countRunning(
  db: Db,
  matching: AccessFilter,
): Promise<number> {
  const [row] = await running(db, matching).count({ count: '*' });
  return Number(row?.count);
}

/** Those that match and are wanted running, the longest unchanged first. */
export async function listRunning(
  db: Db,
  matching: AccessFilter,
  limit: number,
): Promise<StagingRecord[]> {
  const rows: StagingRow[] = await running(db, matching)
    .orderBy([{ column: 'updated_at' }, { column: 'id' }])
    .limit(limit);
  return rows.map(toStagingRecord);
}

function running(
  db: Db,
  matching: AccessFilter,
): Knex.QueryBuilder<StagingRow, StagingRow[]> {
  const rows = db<StagingRow>('stagings').where('desired', 'running');
  restrictTo(rows, matching);
  return rows;
}
