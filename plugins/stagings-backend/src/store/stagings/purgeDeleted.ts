import { Db } from '../db';
import { StagingRow } from './stagingRow';

/**
 * Forgets the stagings that were deleted before a time, with their history.
 * @returns how many
 */
export async function purgeDeleted(db: Db, before: number): Promise<number> {
  return db<StagingRow>('stagings')
    .where('phase', 'deleted')
    .where('deleted_at', '<', before)
    .delete();
}
