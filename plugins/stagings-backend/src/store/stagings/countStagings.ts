import { Db } from '../db';
import { StagingRow } from './stagingRow';

/** How many stagings that are not deleted a cluster or a component has, or both together. */
export async function countStagings(
  db: Db,
  of: { cluster?: string; entityRef?: string },
): Promise<number> {
  const query = db<StagingRow>('stagings').whereNot('phase', 'deleted');
  if (of.cluster !== undefined) query.where('cluster', of.cluster);
  if (of.entityRef !== undefined) query.where('entity_ref', of.entityRef);
  const [row] = await query.count({ count: '*' });
  return Number(row?.count);
}
