import { storeDatabases } from '../__testUtils__/databases';
import { stagingRecord } from '../__testUtils__/records';
import { insertStaging } from '../stagings/insertStaging';
import { insertRevision } from './insertRevision';

jest.setTimeout(60_000);

const databases = storeDatabases();

describe.each(databases.ids)('revisions on %s', databaseId => {
  it('keep the inputs of every change', async () => {
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
    };

    await insertRevision(db, first);
    await insertRevision(db, second);

    const rows = await db('revisions').orderBy('revision');
    expect(
      rows.map(({ revision, inputs }) => [revision, JSON.parse(inputs)]),
    ).toEqual([
      [1, first.inputs],
      [2, second.inputs],
    ]);
    await expect(insertRevision(db, second)).rejects.toMatchObject({
      message: expect.stringMatching(/unique/i),
    });
  });
});
