import { Db } from '../db';
import { nowMs } from '../dialect';
import { QueueRow } from './queueRow';

/**
 * Hands over everything that a process works on, at its shutdown: due at once for the others.
 * @returns how many stagings
 */
export async function releaseAll(db: Db, owner: string): Promise<number> {
  return db<QueueRow>('stagings')
    .where({ lease_owner: owner })
    .update({ lease_owner: null, lease_until: null, wake_at: nowMs(db) });
}
