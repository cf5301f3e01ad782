import { storeDatabases } from '../__testUtils__/databases';
import { stagingRecord } from '../__testUtils__/records';
import { claimDue } from '../queue/claimDue';
import { wake } from '../queue/wake';
import { findStaging } from './findStaging';
import { insertStaging } from './insertStaging';
import { lockStaging } from './lockStaging';
import { updateAsHolder } from './updateAsHolder';
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

    await wake(db, 'one', {});
    const [lease] = await claimDue(db, { owner: 'a', leaseMs: -1, limit: 1 });

    await updateStaging(db, 'one', {});
    await expect(updateAsHolder(db, lease!, {})).resolves.toBe(true);

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

describe.each(databases.ids)('updateAsHolder on %s', databaseId => {
  it('writes for the holder of the lease, and not for the one before', async () => {
    const db = await databases.open(databaseId);
    await insertStaging(db, stagingRecord({ id: 'one' }), {});
    await wake(db, 'one', {});
    const [before] = await claimDue(db, {
      owner: 'a',
      leaseMs: -1,
      limit: 1,
    });
    await expect(
      updateAsHolder(db, before!, { phase: 'deploying' }),
    ).resolves.toBe(true);

    const [now] = await claimDue(db, { owner: 'a', leaseMs: 60_000, limit: 1 });

    await expect(
      updateAsHolder(db, before!, { phase: 'failed' }),
    ).resolves.toBe(false);
    await expect(
      updateAsHolder(db, now!, { appliedRevision: 1 }),
    ).resolves.toBe(true);
    await expect(findStaging(db, 'one')).resolves.toMatchObject({
      phase: 'deploying',
      appliedRevision: 1,
    });
  });
});
