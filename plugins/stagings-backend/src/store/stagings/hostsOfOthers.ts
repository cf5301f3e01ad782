import { Db } from '../db';
import { StagingRow } from './stagingRow';

/** Which of the hosts belong to another staging that is not deleted. */
export async function hostsOfOthers(
  db: Db,
  hosts: readonly string[],
  id: string,
): Promise<Set<string>> {
  if (hosts.length === 0) return new Set();
  const rows = await db<StagingRow>('stagings')
    .whereIn('host', hosts)
    .whereNot('phase', 'deleted')
    .whereNot({ id })
    .select('host');
  return new Set(rows.map(({ host }) => host));
}
