import { storeDatabases } from '../__testUtils__/databases';
import { operationRecord, stagingRecord } from '../__testUtils__/records';
import { appendLog } from '../operations/appendLog';
import { findOperation } from '../operations/findOperation';
import { insertOperation } from '../operations/insertOperation';
import { findStaging } from './findStaging';
import { insertStaging } from './insertStaging';
import { purgeDeleted } from './purgeDeleted';

jest.setTimeout(60_000);

const databases = storeDatabases();

describe.each(databases.ids)('purging the history on %s', databaseId => {
  it('removes the records of stagings that were deleted long ago, with all that hangs on them', async () => {
    const db = await databases.open(databaseId);
    const deleted = { phase: 'deleted', desired: 'deleted' } as const;
    await insertStaging(
      db,
      stagingRecord({ id: 'old', ...deleted, deletedAt: 1_000 }),
      {},
    );
    await insertStaging(
      db,
      stagingRecord({ id: 'fresh', ...deleted, deletedAt: 9_000 }),
      {},
    );
    await insertStaging(
      db,
      stagingRecord({ id: 'going', desired: 'deleted', phase: 'deleting' }),
      {},
    );
    await insertStaging(db, stagingRecord({ id: 'running' }), {});
    await insertOperation(
      db,
      operationRecord({ id: 'op', stagingId: 'old', confirmsPrune: true }),
    );
    await appendLog(db, 'op', [{ at: 1, level: 'info', message: 'done' }]);
    await expect(findOperation(db, 'op')).resolves.toMatchObject({
      confirmsPrune: true,
    });

    await expect(purgeDeleted(db, 5_000)).resolves.toBe(1);

    const left = await Promise.all(
      ['old', 'fresh', 'going', 'running'].map(id => findStaging(db, id)),
    );
    expect(left.map(staging => staging?.id)).toEqual([
      undefined,
      'fresh',
      'going',
      'running',
    ]);
    await expect(findOperation(db, 'op')).resolves.toBeUndefined();
    await expect(db('operation_log').select()).resolves.toEqual([]);
    await expect(purgeDeleted(db, 5_000)).resolves.toBe(0);
  });
});
