import { Db } from '../db';

/** The namespaces in which a cluster has stagings that are not deleted, those of the newest first. */
export async function heldNamespaces(
  db: Db,
  cluster: string,
): Promise<string[]> {
  const rows = await db('stagings')
    .where({ cluster })
    .whereNot({ phase: 'deleted' })
    .groupBy('namespace')
    .orderByRaw('max(created_at) desc')
    .select<{ namespace: string }[]>('namespace');
  return rows.map(({ namespace }) => namespace);
}
