import { Knex } from 'knex';
import { storeDatabases } from '../__testUtils__/databases';
import { stagingRecord } from '../__testUtils__/records';
import { insertStaging } from '../stagings/insertStaging';
import { beginCheck, planCheck, readCheck, scheduleCheck } from './checks';
import { claimDue } from './claimDue';
import { nextDueIn } from './nextDueIn';
import { releaseLease } from './releaseLease';

jest.setTimeout(60_000);

const databases = storeDatabases();

describe.each(databases.ids)('checks of a staging on %s', databaseId => {
  let db: Knex;
  beforeEach(async () => {
    db = await databases.open(databaseId);
    await insertStaging(db, stagingRecord({ id: 'shop' }), {});
  });

  it('none is due of a new staging, and of one that is not there nothing is known', async () => {
    await expect(readCheck(db, 'shop')).resolves.toEqual({ count: 0 });
    await expect(readCheck(db, 'other')).resolves.toBeUndefined();
  });

  it('that is asked for wakes the staging, and the sooner one stays', async () => {
    await scheduleCheck(db, 'shop', 60_000);
    await scheduleCheck(db, 'shop', 5_000);
    await scheduleCheck(db, 'shop', 90_000);

    const check = await readCheck(db, 'shop');
    expect(check?.dueIn).toBeGreaterThan(3_000);
    expect(check?.dueIn).toBeLessThanOrEqual(5_000);
    await expect(nextDueIn(db)).resolves.toBeLessThanOrEqual(5_000);
  });

  it('that is asked for while the staging is checked is not lost', async () => {
    await scheduleCheck(db, 'shop', 0);
    const [claim] = await claimDue(db, {
      owner: 'a',
      leaseMs: 60_000,
      limit: 1,
    });
    await beginCheck(db, 'shop', { count: 3, dueInMs: 600_000 });
    await scheduleCheck(db, 'shop', 0);
    await releaseLease(db, claim!, { wakeAfterMs: 600_000 });

    await expect(nextDueIn(db)).resolves.toBe(0);
    const check = await readCheck(db, 'shop');
    expect(check?.dueIn).toBeLessThanOrEqual(0);
    expect(check?.count).toBe(3);
    expect(check?.ago).toBeLessThan(5_000);
  });

  it('that is planned wakes nobody', async () => {
    await planCheck(db, 'shop', 5_000);

    await expect(nextDueIn(db)).resolves.toBeUndefined();
    expect((await readCheck(db, 'shop'))?.dueIn).toBeLessThanOrEqual(5_000);
  });
});
