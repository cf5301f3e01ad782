import { Phase } from 'backstage-plugin-stagings-common';
import { Db } from '../db';

/** How many stagings a cluster has in each phase; phases without any are left out. */
export async function countByPhase(
  db: Db,
  cluster: string,
): Promise<Partial<Record<Phase, number>>> {
  const rows: { phase: Phase; count: number | string }[] = await db('stagings')
    .where({ cluster })
    .groupBy('phase')
    .select('phase')
    .count({ count: '*' });
  return Object.fromEntries(
    rows.map(({ phase, count }) => [phase, Number(count)]),
  );
}
