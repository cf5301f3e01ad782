import { Db } from '../db';
import { StagingRow } from './stagingRow';

/** Names of all stagings of a cluster that are not deleted. */
export async function liveNames(db: Db, cluster: string): Promise<string[]> {
  const rows = await db<StagingRow>('stagings')
    .where({ cluster })
    .whereNot('phase', 'deleted')
    .select('name');
  return rows.map(({ name }) => name);
}
