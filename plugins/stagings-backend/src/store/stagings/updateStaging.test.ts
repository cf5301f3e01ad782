import { storeDatabases } from '../__testUtils__/databases';
import { stagingRecord } from '../__testUtils__/records';
import { findStaging } from './findStaging';
import { insertStaging } from './insertStaging';
import { lockStaging } from './lockStaging';
import { updateStaging } from './updateStaging';

jest.setTimeout(60_000);

const databases = storeDatabases();

describe.each(databases.ids)('updateStaging on %s', databaseId => {
  it('changes the fields in the patch, clears those that are undefined, and no others', async () => {
    const db = await databases.open(databaseId);
    const record = stagingRecord({
      id: 'one',
      version: '1',
      commit: 'c0ffee',
      deployedRevision: 1,
    });
    await insertStaging(db, record, {});

    await updateStaging(db, 'one', {
      commit: undefined,
      parameters: { version: '2' },
      revision: 2,
    });

    await expect(findStaging(db, 'one')).resolves.toEqual({
      ...record,
      commit: undefined,
      parameters: { version: '2' },
      revision: 2,
    });
  });

  it('accepts a patch without fields', async () => {
    const db = await databases.open(databaseId);
    const record = stagingRecord({ id: 'one' });
    await insertStaging(db, record, {});

    await updateStaging(db, 'one', {});

    await expect(findStaging(db, 'one')).resolves.toEqual(record);
  });

  it('loses no change when each is made under the lock', async () => {
    const db = await databases.open(databaseId);
    await insertStaging(db, stagingRecord({ id: 'one', revision: 1 }), {});

    await Promise.all(
      [1, 2, 3, 4, 5].map(() =>
        db.transaction(async tx => {
          const { revision } = (await lockStaging(tx, 'one'))!;
          await updateStaging(tx, 'one', { revision: revision + 1 });
        }),
      ),
    );

    await expect(findStaging(db, 'one')).resolves.toMatchObject({
      revision: 6,
    });
  });
});
