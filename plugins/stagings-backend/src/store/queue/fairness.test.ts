import { Knex } from 'knex';
import { storeDatabases } from '../__testUtils__/databases';
import { stagingRecord } from '../__testUtils__/records';
import { findStaging } from '../stagings/findStaging';
import { insertStaging } from '../stagings/insertStaging';
import { updateStaging } from '../stagings/updateStaging';
import { claimDue } from './claimDue';
import { listDue } from './listDue';
import { nextDueIn } from './nextDueIn';
import { wake } from './wake';
import { wakeCluster } from './wakeCluster';

jest.setTimeout(60_000);

const databases = storeDatabases();
const NOBODY = { clusters: [], entityRefs: [] };

describe.each(databases.ids)('the queue on %s', databaseId => {
  let db: Knex;
  beforeEach(async () => {
    db = await databases.open(databaseId);
  });

  /** Ids such as `one-cart-1`: the first staging of the component `cart` on the cluster `one`. */
  async function add(...ids: string[]) {
    for (const id of ids) {
      const [cluster = '', entityRef = ''] = id.split('-');
      const record = stagingRecord({ id, cluster, entityRef });
      await insertStaging(db, record, {});
    }
  }
  async function due(ids: string[], waitedMs = 0) {
    for (const id of ids) {
      await wake(db, id, { delayMs: -waitedMs - ids.length + ids.indexOf(id) });
    }
  }
  const list = async (query: Partial<Parameters<typeof listDue>[1]> = {}) =>
    (await listDue(db, { limit: 10, without: NOBODY, ...query })).map(
      ({ id }) => id,
    );

  it('lists what is due and free with what shares are counted by', async () => {
    await add('one-cart-1', 'one-cart-2', 'one-cart-3');
    await due(['one-cart-1', 'one-cart-2']);
    await claimDue(db, { owner: 'a', leaseMs: 60_000, limit: 1 });

    await expect(listDue(db, { limit: 10, without: NOBODY })).resolves.toEqual([
      { id: 'one-cart-2', cluster: 'one', entityRef: 'cart' },
    ]);
  });

  it('lists so many of each component on each cluster, so that no other is out of sight', async () => {
    const ids = [
      'one-cart-1',
      'one-cart-2',
      'one-cart-3',
      'two-cart-1',
      'one-shop-1',
    ];
    await add(...ids);
    await due(ids);

    await expect(list({ limit: 2 })).resolves.toEqual([
      'one-cart-1',
      'one-cart-2',
      'two-cart-1',
      'one-shop-1',
    ]);
  });

  it('leaves out who has had enough', async () => {
    const ids = ['one-cart-1', 'two-cart-1', 'two-shop-1', 'three-shop-1'];
    await add(...ids);
    await due(ids);

    await expect(
      list({ without: { clusters: ['three'], entityRefs: ['cart'] } }),
    ).resolves.toEqual(['two-shop-1']);
  });

  it('serves people first, but what nobody waits for does not starve', async () => {
    await add('one-cart-1', 'one-cart-2', 'one-cart-3');
    await due(['one-cart-1'], 90_000);
    await due(['one-cart-2'], 30_000);
    await wake(db, 'one-cart-3', { priority: 'user' });

    await expect(list()).resolves.toEqual([
      'one-cart-1',
      'one-cart-3',
      'one-cart-2',
    ]);
  });

  it('gives only those that were chosen', async () => {
    await add('one-cart-1', 'one-cart-2');
    await due(['one-cart-1', 'one-cart-2']);

    const claims = await claimDue(db, {
      owner: 'a',
      leaseMs: 60_000,
      limit: 5,
      among: ['one-cart-2'],
    });
    expect(claims.map(({ stagingId }) => stagingId)).toEqual(['one-cart-2']);
  });

  it('wakes what waits for a cluster, spread, and nothing else', async () => {
    await add('one-cart-1', 'one-cart-2', 'one-cart-3', 'two-cart-1');
    for (const id of ['one-cart-1', 'one-cart-2', 'two-cart-1']) {
      await updateStaging(db, id, { phase: 'waiting' });
    }
    await updateStaging(db, 'one-cart-3', { phase: 'running' });
    await wakeCluster(db, 'one', 10_000);

    const [first] = await claimDue(db, {
      owner: 'a',
      leaseMs: 60_000,
      limit: 5,
    });
    const found = await findStaging(db, first?.stagingId ?? '');
    expect(found).toMatchObject({ cluster: 'one', phase: 'waiting' });
    const rest = await nextDueIn(db);
    expect(rest).toBeGreaterThan(3_000);
    expect(rest).toBeLessThanOrEqual(5_000);
  });
});
