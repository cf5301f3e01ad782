import { Knex } from 'knex';
import { storeDatabases } from '../__testUtils__/databases';
import { operationRecord, stagingRecord } from '../__testUtils__/records';
import { insertOperation } from '../operations/insertOperation';
import { findObserved } from './findObserved';
import { insertStaging } from './insertStaging';

jest.setTimeout(60_000);

const databases = storeDatabases();

describe.each(databases.ids)('findObserved on %s', databaseId => {
  let db: Knex;
  beforeEach(async () => {
    db = await databases.open(databaseId);
    const staging = stagingRecord({ id: 'one', cluster: 'c', name: 'shop' });
    await insertStaging(db, staging, {});
  });

  it('tells since when the order is carried out that has not ended', async () => {
    const stagingId = 'one';
    for (const [id, state, startedAt] of [
      ['old', 'succeeded', 1],
      ['now', 'running', 2],
    ] as const) {
      const operation = { id, stagingId, state, startedAt };
      await insertOperation(db, operationRecord(operation));
    }
    await expect(findObserved(db, 'c', 'shop')).resolves.toMatchObject({
      staging: { id: 'one' },
      orderedSince: 2,
    });
  });

  it('tells of one without an order, and of none that is not there', async () => {
    const found = await findObserved(db, 'c', 'shop');
    expect(found?.staging.id).toBe('one');
    expect(found?.orderedSince).toBeUndefined();
    await expect(findObserved(db, 'c', 'cart')).resolves.toBeUndefined();
  });
});
