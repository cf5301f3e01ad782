import { Db } from '../db';
import { RevisionRecord, RevisionRow, toRevisionRecord } from './revisionRow';

/** One accepted change of a staging. */
export async function findRevision(
  db: Db,
  stagingId: string,
  revision: number,
): Promise<RevisionRecord | undefined> {
  const row = await db<RevisionRow>('revisions')
    .where({ staging_id: stagingId, revision })
    .first();
  return row && toRevisionRecord(row);
}
