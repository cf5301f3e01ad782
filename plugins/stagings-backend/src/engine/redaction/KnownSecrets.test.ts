import { StagingRecord } from '../../model/staging';
import { sealSecrets } from '../../secrets/openSecrets';
import { Vault } from '../../secrets/Vault';
import { insertRevision, insertStaging } from '../../store';
import { storeDatabases } from '../../store/__testUtils__/databases';
import { stagingRecord } from '../../store/__testUtils__/records';
import { engineContext } from '../__testUtils__/engineContext';

jest.setTimeout(60_000);

const databases = storeDatabases();

/** A staging with the given passwords, the newest last. */
async function stagingWith(passwords: string[]) {
  const db = await databases.open('SQLITE_3');
  const context = engineContext({ db });
  const revisions = passwords.map(password =>
    sealSecrets(context.vault, 'one', { password }),
  );
  const staging: StagingRecord = stagingRecord({
    id: 'one',
    revision: passwords.length,
    secrets: revisions.at(-1),
  });
  await insertStaging(db, staging, {});
  for (const [index, secrets] of revisions.entries()) {
    await insertRevision(db, {
      stagingId: 'one',
      revision: index + 1,
      inputs: { parameters: {}, overrides: {}, secrets },
      createdBy: 'user:default/ann',
      createdAt: 1_000,
    });
  }
  return { ...context, staging };
}

const SAID = 'first-password, second-password and third-password';

it('are those of all revisions: events and logs may still tell of earlier ones', async () => {
  const { known, staging } = await stagingWith([
    'first-password',
    'second-password',
    'third-password',
  ]);
  const found = await known.of(staging);
  expect(found.text(SAID)).toBe('••••, •••• and ••••');
});

it('are those of all revisions also where the cluster does not answer', async () => {
  const { known, staging } = await stagingWith([
    'first-password',
    'second-password',
  ]);
  const found = await known.asFarAsKnown({ ...staging, cluster: 'gone' });
  expect(found.text(SAID)).toBe('••••, •••• and third-password');
});

it('are those that can be opened, where the key of others is gone', async () => {
  const { known, staging } = await stagingWith(['first-password']);
  const lost = sealSecrets(new Vault(['a lost key']), 'one', { a: 'lost' });
  const found = known.ofParameters({
    ...staging,
    secrets: { ...lost, ...staging.secrets },
  });
  expect(found.text(SAID)).toMatch(/^••••, second-password/);
});
