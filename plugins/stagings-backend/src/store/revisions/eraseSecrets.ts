import { Db } from '../db';
import { RevisionRow, toRevisionRecord, toRevisionRow } from './revisionRow';

/** Forgets the secrets in the history of a staging that is gone. */
export async function eraseSecrets(db: Db, stagingId: string): Promise<void> {
  const rows = await db<RevisionRow>('revisions')
    .where({ staging_id: stagingId })
    .where('inputs', 'like', '%"secrets"%');
  for (const row of rows) {
    const { secrets: _secrets, ...inputs } = toRevisionRecord(row).inputs;
    const { staging_id, revision } = row;
    await db<RevisionRow>('revisions')
      .where({ staging_id, revision })
      .update(toRevisionRow({ ...toRevisionRecord(row), inputs }));
  }
}
