import { storeDatabases } from '../__testUtils__/databases';
import { stagingRecord } from '../__testUtils__/records';
import { countStagings } from './countStagings';
import { insertStaging } from './insertStaging';

jest.setTimeout(60_000);

const databases = storeDatabases();

describe.each(databases.ids)('countStagings on %s', databaseId => {
  it('counts what is not deleted', async () => {
    const db = await databases.open(databaseId);
    const shop = 'component:default/shop';
    const cart = 'component:default/cart';
    for (const record of [
      stagingRecord({ id: 'a', entityRef: shop, cluster: 'x' }),
      stagingRecord({ id: 'b', entityRef: shop, cluster: 'y' }),
      stagingRecord({ id: 'c', entityRef: cart, cluster: 'x' }),
      stagingRecord({
        id: 'd',
        entityRef: cart,
        cluster: 'x',
        phase: 'archived',
      }),
      stagingRecord({
        id: 'e',
        entityRef: cart,
        cluster: 'x',
        phase: 'deleted',
      }),
    ]) {
      await insertStaging(db, record, {});
    }

    await expect(countStagings(db, {})).resolves.toBe(4);
    await expect(countStagings(db, { cluster: 'x' })).resolves.toBe(3);
    await expect(countStagings(db, { entityRef: cart })).resolves.toBe(2);
    await expect(
      countStagings(db, { entityRef: shop, cluster: 'y' }),
    ).resolves.toBe(1);
    await expect(countStagings(db, { cluster: 'z' })).resolves.toBe(0);
  });
});
