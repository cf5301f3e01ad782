import { Db } from '../db';
import { StagingRow } from './stagingRow';

/** Names of all clusters that have stagings, deleted ones not counted. */
export async function usedClusters(db: Db): Promise<string[]> {
  const rows = await db<StagingRow>('stagings')
    .whereNot('phase', 'deleted')
    .distinct('cluster');
  return rows.map(({ cluster }) => cluster);
}
