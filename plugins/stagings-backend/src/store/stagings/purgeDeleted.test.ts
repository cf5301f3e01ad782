import { storeDatabases } from '../__testUtils__/databases';
import { operationRecord, stagingRecord } from '../__testUtils__/records';
import { appendLog } from '../operations/appendLog';
import { findOperation } from '../operations/findOperation';
import { insertOperation } from '../operations/insertOperation';
import { readLog } from '../operations/readLog';
import { findStaging } from './findStaging';
import { insertStaging } from './insertStaging';
import { purgeDeleted } from './purgeDeleted';

jest.setTimeout(60_000);

const databases = storeDatabases();

describe.each(databases.ids)('purgeDeleted on %s', databaseId => {
  it('forgets the stagings that were deleted before the time, with their history', async () => {
    const db = await databases.open(databaseId);
    for (const record of [
      stagingRecord({ id: 'old', phase: 'deleted', deletedAt: 99 }),
      stagingRecord({ id: 'fresh', phase: 'deleted', deletedAt: 100 }),
      stagingRecord({ id: 'alive', phase: 'deleting' }),
    ]) {
      await insertStaging(db, record, {});
      const operation = operationRecord({
        id: `${record.id}-op`,
        stagingId: record.id,
      });
      await insertOperation(db, operation);
      await appendLog(db, operation.id, [
        { at: 1, level: 'info', message: 'removed' },
      ]);
    }

    await expect(purgeDeleted(db, 100)).resolves.toBe(1);

    await expect(findStaging(db, 'old')).resolves.toBeUndefined();
    await expect(findOperation(db, 'old-op')).resolves.toBeUndefined();
    await expect(readLog(db, 'old-op')).resolves.toEqual([]);
    for (const id of ['fresh', 'alive']) {
      await expect(findStaging(db, id)).resolves.toBeDefined();
      await expect(readLog(db, `${id}-op`)).resolves.toHaveLength(1);
    }
  });
});
