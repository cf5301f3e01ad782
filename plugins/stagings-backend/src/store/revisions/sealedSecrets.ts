import { Db } from '../db';
import { RevisionRow, toRevisionRecord } from './revisionRow';

/** So many changes back: a bound for the work, not for what anybody would call recent. */
const MOST_REVISIONS = 100;

/** Sealed parameters of a staging as each of its changes left them, newest first. */
export async function sealedSecrets(
  db: Db,
  stagingId: string,
): Promise<Record<string, string>[]> {
  const rows = await db<RevisionRow>('revisions')
    .where({ staging_id: stagingId })
    .where('inputs', 'like', '%"secrets"%')
    .orderBy('revision', 'desc')
    .limit(MOST_REVISIONS);
  return rows.map(row => toRevisionRecord(row).inputs.secrets ?? {});
}
