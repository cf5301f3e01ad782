import { storeDatabases } from '../__testUtils__/databases';
import { stagingRecord } from '../__testUtils__/records';
import { countByPhase } from './countByPhase';
import { insertStaging } from './insertStaging';
import { liveNames } from './liveNames';
import { usedClusters } from './usedClusters';

jest.setTimeout(60_000);

const databases = storeDatabases();

describe.each(databases.ids)('the stagings of a cluster on %s', databaseId => {
  it('are counted by phase, and named without those that are deleted', async () => {
    const db = await databases.open(databaseId);
    for (const record of [
      stagingRecord({ id: 'a', phase: 'running' }),
      stagingRecord({ id: 'b', phase: 'running' }),
      stagingRecord({ id: 'c', phase: 'deleting' }),
      stagingRecord({ id: 'd', phase: 'deleted' }),
      stagingRecord({ id: 'e', phase: 'running', cluster: 'other' }),
      stagingRecord({ id: 'f', phase: 'deleted', cluster: 'former' }),
    ]) {
      await insertStaging(db, record, {});
    }
    await expect(countByPhase(db, 'staging')).resolves.toEqual({
      running: 2,
      deleting: 1,
      deleted: 1,
    });
    await expect(countByPhase(db, 'none')).resolves.toEqual({});
    await expect(liveNames(db, 'staging')).resolves.toEqual(
      expect.arrayContaining(['a', 'b', 'c']),
    );
    await expect(liveNames(db, 'former')).resolves.toEqual([]);
    expect((await usedClusters(db)).sort()).toEqual(['other', 'staging']);
  });
});
