import { Db } from '../db';

/** Gives up the watches that a process has, at its shutdown. */
export async function releaseClusters(db: Db, owner: string): Promise<void> {
  await db('cluster_leases').where({ lease_owner: owner }).delete();
}
