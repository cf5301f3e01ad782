import { Db } from '../db';
import { StagingRow } from './stagingRow';

/** Ids of the stagings that are archived. */
export async function listArchived(db: Db): Promise<string[]> {
  const rows = await db<StagingRow>('stagings')
    .where({ phase: 'archived', desired: 'archived' })
    .select('id');
  return rows.map(({ id }) => id);
}
