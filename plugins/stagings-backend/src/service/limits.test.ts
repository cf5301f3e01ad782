import { LimitsConfig } from '../config/types';
import { insertStaging } from '../store';
import { storeDatabases } from '../store/__testUtils__/databases';
import { stagingRecord } from '../store/__testUtils__/records';
import { requireRoom } from './limits';

jest.setTimeout(60_000);

const databases = storeDatabases();
const wanted = { entityRef: 'component:default/shop', cluster: 'staging' };

describe.each(databases.ids)('limits on %s', databaseId => {
  /** Two stagings of the shop on the cluster, one of the cart; one of the shop is deleted. */
  async function room(limits: LimitsConfig) {
    const db = await databases.open(databaseId);
    for (const record of [
      stagingRecord({ id: 'one' }),
      stagingRecord({ id: 'two', phase: 'archived', desired: 'archived' }),
      stagingRecord({ id: 'gone', phase: 'deleted', desired: 'deleted' }),
      stagingRecord({ id: 'cart', entityRef: 'component:default/cart' }),
      stagingRecord({
        id: 'far',
        cluster: 'other',
        entityRef: 'component:default/cart',
      }),
    ]) {
      await insertStaging(db, record, {});
    }
    return requireRoom(db, limits, wanted);
  }

  it.each<[LimitsConfig]>([
    [{}],
    [{ perComponent: 3 }],
    [{ perCluster: 4 }],
    [{ perComponent: 3, perCluster: 4 }],
  ])('%j: there is room', async limits => {
    await expect(room(limits)).resolves.toBeUndefined();
  });

  it.each<[LimitsConfig, string]>([
    [{ perComponent: 2 }, '2 stagings of component:default/shop, and 2 are'],
    [{ perComponent: 0 }, '2 stagings of component:default/shop, and 0 are'],
    [{ perCluster: 3 }, '3 stagings of the cluster staging, and 3 are'],
    [
      { perComponent: 3, perCluster: 3 },
      '3 stagings of the cluster staging, and 3 are',
    ],
  ])('%j: there is none', async (limits, message) => {
    await expect(room(limits)).rejects.toMatchObject({
      name: 'LimitError',
      statusCode: 429,
      message: expect.stringContaining(message),
    });
  });
});
