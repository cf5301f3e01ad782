import { Db } from '../db';
import { RevisionRecord, RevisionRow, toRevisionRow } from './revisionRow';

/** Stores the inputs of an accepted change. A number can be used once a staging. */
export async function insertRevision(
  db: Db,
  record: RevisionRecord,
): Promise<void> {
  await db<RevisionRow>('revisions').insert(toRevisionRow(record));
}
