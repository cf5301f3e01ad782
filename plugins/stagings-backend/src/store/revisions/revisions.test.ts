import { storeDatabases } from '../__testUtils__/databases';
import { stagingRecord } from '../__testUtils__/records';
import { insertStaging } from '../stagings/insertStaging';
import { findRevision } from './findRevision';
import { insertRevision } from './insertRevision';
import { sealedSecrets } from './sealedSecrets';

jest.setTimeout(60_000);

const databases = storeDatabases();

describe.each(databases.ids)('revisions on %s', databaseId => {
  it('tell which secrets a staging had, the newest first', async () => {
    const db = await databases.open(databaseId);
    for (const id of ['one', 'two']) {
      await insertStaging(db, stagingRecord({ id }), {});
    }
    const given: Array<[string, number, Record<string, string> | undefined]> = [
      ['one', 1, { token: 'sealed-1' }],
      ['one', 2, undefined],
      ['one', 3, { token: 'sealed-3' }],
      ['two', 1, { token: 'of another one' }],
    ];
    for (const [stagingId, revision, secrets] of given) {
      await insertRevision(db, {
        ...{ stagingId, revision, createdBy: 'user:default/ann' },
        createdAt: 1_000,
        inputs: { parameters: {}, overrides: {}, secrets },
      });
    }
    await expect(sealedSecrets(db, 'one')).resolves.toEqual([
      { token: 'sealed-3' },
      { token: 'sealed-1' },
    ]);
  });

  it('keep the inputs of every change, and what people saw of it', async () => {
    const db = await databases.open(databaseId);
    await insertStaging(db, stagingRecord({ id: 'one' }), {});
    const first = {
      stagingId: 'one',
      revision: 1,
      inputs: { parameters: { version: '1' }, overrides: {} },
      createdBy: 'user:default/ann',
      createdAt: 1_795_000_000_001,
    };
    const second = {
      ...first,
      revision: 2,
      inputs: {
        commit: 'c0ffee',
        parameters: { version: '2' },
        overrides: { env: { DEBUG: null } },
      },
      links: [{ title: 'App', url: 'https://shop.example.com' }],
      version: '2',
    };

    await insertRevision(db, first);
    await insertRevision(db, second);

    await expect(findRevision(db, 'one', 1)).resolves.toEqual(first);
    await expect(findRevision(db, 'one', 2)).resolves.toEqual(second);
    await expect(findRevision(db, 'one', 3)).resolves.toBeUndefined();
    await expect(findRevision(db, 'two', 1)).resolves.toBeUndefined();
    await expect(insertRevision(db, second)).rejects.toMatchObject({
      message: expect.stringMatching(/unique/i),
    });
  });
});
