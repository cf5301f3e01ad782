import { Db } from '../db';
import { wake } from './wake';

/** Phases in which the engine waits for the cluster. */
const IN_MOTION = ['queued', 'waiting', 'deploying', 'archiving', 'deleting'];

/**
 * Wakes all that waits for a cluster, spread over a while, so that a cluster that has just come back is not
 * run down.
 */
export async function wakeCluster(
  db: Db,
  cluster: string,
  spreadMs: number,
): Promise<void> {
  const waiting = await db('stagings')
    .where({ cluster })
    .whereIn('phase', IN_MOTION)
    .orderBy('wake_at')
    .pluck('id');
  for (const [index, id] of waiting.entries()) {
    await wake(db, id, { delayMs: (spreadMs * index) / waiting.length });
  }
}
