import { Db } from '../db';
import { QueueRow } from './queueRow';

/**
 * Takes a staging out of the hands of the worker that has it: nothing that the worker still tries is
 * written. Nobody is asked to go on.
 */
export async function revokeLease(db: Db, id: string): Promise<void> {
  await db<QueueRow>('stagings')
    .where({ id })
    .update({
      lease_owner: null,
      lease_until: null,
      lease_token: db.raw('lease_token + 1'),
      wake_at: null,
    });
}
