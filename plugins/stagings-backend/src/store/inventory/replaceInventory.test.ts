import { Knex } from 'knex';
import { InventoryEntry } from '../../model/inventory';
import { storeDatabases } from '../__testUtils__/databases';
import { stagingRecord } from '../__testUtils__/records';
import { Claim, claimDue } from '../queue/claimDue';
import { wake } from '../queue/wake';
import { insertStaging } from '../stagings/insertStaging';
import { readInventory } from './readInventory';
import { replaceInventory } from './replaceInventory';

jest.setTimeout(60_000);

const databases = storeDatabases();

function entry(name: string, more?: Partial<InventoryEntry>): InventoryEntry {
  return {
    group: '',
    kind: 'ConfigMap',
    namespace: 'stg-one',
    name,
    version: 'v1',
    actuation: 'applied',
    revision: 1,
    ...more,
  };
}

describe.each(databases.ids)('replaceInventory on %s', databaseId => {
  let db: Knex;
  beforeEach(async () => {
    db = await databases.open(databaseId);
    await insertStaging(db, stagingRecord({ id: 'one' }), {});
    await wake(db, 'one', {});
  });

  async function claim(leaseMs: number): Promise<Claim> {
    const [lease] = await claimDue(db, { owner: 'a', leaseMs, limit: 1 });
    return lease!;
  }

  it('puts the new entries in the place of the old ones', async () => {
    const lease = await claim(60_000);
    const deployment = entry('web', {
      group: 'apps',
      kind: 'Deployment',
      uid: 'u-1',
      generation: 3,
      actuation: 'pending',
      revision: 2,
    });
    await replaceInventory(db, lease, [entry('a'), entry('b')]);

    await expect(
      replaceInventory(db, lease, [deployment, entry('b'), entry('c')]),
    ).resolves.toBe(true);

    await expect(readInventory(db, 'one')).resolves.toEqual([
      entry('b'),
      entry('c'),
      deployment,
    ]);
    await replaceInventory(db, lease, []);
    await expect(readInventory(db, 'one')).resolves.toEqual([]);
  });

  it('remembers hooks and how their runs went', async () => {
    const lease = await claim(60_000);
    const hook = entry('migrate', {
      hook: {
        events: ['pre-upgrade'],
        operation: 'op-1',
        runs: { 'pre-upgrade': { state: 'succeeded', endedAt: 7 } },
      },
    });
    await replaceInventory(db, lease, [hook]);

    await expect(readInventory(db, 'one')).resolves.toEqual([hook]);
  });

  it('writes nothing for a worker that lost the lease', async () => {
    const old = await claim(-1);
    const now = await claim(60_000);
    await replaceInventory(db, now, [entry('kept')]);

    await expect(replaceInventory(db, old, [])).resolves.toBe(false);

    await expect(readInventory(db, 'one')).resolves.toEqual([entry('kept')]);
  });

  it('keeps the old entries when the new ones cannot be stored', async () => {
    const lease = await claim(60_000);
    await replaceInventory(db, lease, [entry('kept')]);

    await expect(
      replaceInventory(db, lease, [entry('twice'), entry('twice')]),
    ).rejects.toMatchObject({ message: expect.stringMatching(/unique/i) });

    await expect(readInventory(db, 'one')).resolves.toEqual([entry('kept')]);
  });

  it('stores hundreds of objects', async () => {
    const lease = await claim(60_000);
    const entries = Array.from({ length: 350 }, (_, index) =>
      entry(`object-${String(index).padStart(3, '0')}`),
    );

    await replaceInventory(db, lease, entries);

    await expect(readInventory(db, 'one')).resolves.toEqual(entries);
  });
});
