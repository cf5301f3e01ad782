import { Db } from '../db';
import { StagingRow } from './stagingRow';

/**
 * Removes the records of stagings that were deleted before a moment, with all that hangs on them:
 * operations, logs and revisions.
 *
 * @param before - milliseconds since the epoch
 * @returns how many
 */
export async function purgeDeleted(db: Db, before: number): Promise<number> {
  return db<StagingRow>('stagings')
    .where({ phase: 'deleted' })
    .where('deleted_at', '<', before)
    .delete();
}
