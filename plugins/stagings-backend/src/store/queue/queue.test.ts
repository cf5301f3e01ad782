import { Knex } from 'knex';
import { StagingRecord } from '../../model/staging';
import { storeDatabases } from '../__testUtils__/databases';
import { stagingRecord } from '../__testUtils__/records';
import { claimCluster } from '../clusters/claimCluster';
import { insertStaging } from '../stagings/insertStaging';
import { Claim, claimDue, ClaimOptions } from './claimDue';
import { readStanding } from './readStanding';
import { nextDueIn } from './nextDueIn';
import { releaseAll } from './releaseAll';
import { releaseLease } from './releaseLease';
import { releaseLeftBehind } from './releaseLeftBehind';
import { renewLease } from './renewLease';
import { wake, WakeOptions } from './wake';

jest.setTimeout(60_000);

const databases = storeDatabases();
const MINUTE = 60_000;

async function addStaging(
  db: Knex,
  id: string,
  options: WakeOptions & Partial<StagingRecord> = {},
): Promise<void> {
  const { delayMs, priority, ...record } = options;
  await insertStaging(db, stagingRecord({ ...record, id }), {});
  await wake(db, id, { delayMs, priority });
}

function claim(db: Knex, options: Partial<ClaimOptions> = {}) {
  return claimDue(db, { owner: 'a', leaseMs: MINUTE, limit: 10, ...options });
}

async function claimOne(
  db: Knex,
  options: Partial<ClaimOptions> = {},
): Promise<Claim> {
  const [lease] = await claim(db, { ...options, limit: 1 });
  return lease!;
}

function idsOf(claims: Claim[]): string[] {
  return claims.map(({ stagingId }) => stagingId).sort();
}

describe.each(databases.ids)('the work queue on %s', databaseId => {
  let db: Knex;
  beforeEach(async () => {
    db = await databases.open(databaseId);
  });

  describe('claims', () => {
    it('hand out what is due, and nothing twice', async () => {
      await addStaging(db, 'now');
      await addStaging(db, 'later', { delayMs: MINUTE });
      await insertStaging(db, stagingRecord({ id: 'resting' }), {});

      expect(idsOf(await claim(db))).toEqual(['now']);
      expect(await claim(db, { owner: 'b' })).toEqual([]);
    });

    it('of several workers at once never overlap and miss nothing', async () => {
      const ids = Array.from({ length: 40 }, (_, index) => `id-${index}`);
      for (const id of ids) await addStaging(db, id);

      const claims = await Promise.all(
        Array.from({ length: 8 }, (_, worker) =>
          claim(db, { owner: `worker-${worker}`, limit: 5 }),
        ),
      );
      const rest = await claim(db, { limit: 100 });

      expect(idsOf([...claims.flat(), ...rest])).toEqual([...ids].sort());
      for (const batch of claims) expect(batch.length).toBeLessThanOrEqual(5);
    });

    it('take what people wait for first, then what waits longest', async () => {
      await addStaging(db, 'background', { delayMs: -MINUTE / 2 });
      await addStaging(db, 'older', { delayMs: -MINUTE / 3 });
      await addStaging(db, 'user', { priority: 'user' });
      await addStaging(db, 'user-later', {
        priority: 'user',
        delayMs: MINUTE,
      });

      const order = [];
      for (let turn = 0; turn < 3; turn++) {
        order.push((await claimOne(db)).stagingId);
      }

      expect(order).toEqual(['user', 'background', 'older']);
    });

    it('count the attempts until one succeeds or a person asks', async () => {
      await addStaging(db, 'one');
      const attempt = async (failed: boolean) => {
        const lease = await claimOne(db);
        await releaseLease(db, lease, { wakeAfterMs: 0, failed });
        return lease.attempt;
      };

      expect(await attempt(true)).toBe(1);
      expect(await attempt(true)).toBe(2);
      expect(await attempt(false)).toBe(3);
      expect(await attempt(true)).toBe(1);
      await wake(db, 'one', { priority: 'background' });
      expect(await attempt(true)).toBe(2);
      await wake(db, 'one', { priority: 'user' });
      expect(await attempt(true)).toBe(1);
    });
  });

  describe('leases', () => {
    it('that end are taken over, and the old holder can do nothing any more', async () => {
      await addStaging(db, 'one');
      const old = await claimOne(db, { owner: 'old', leaseMs: -1 });
      expect(await readStanding(db, old)).toBeUndefined();

      const taken = await claimOne(db, { owner: 'new' });

      expect(taken.token).toBeGreaterThan(old.token);
      expect(await readStanding(db, taken)).toBeDefined();
      expect(await readStanding(db, old)).toBeUndefined();
      expect(await renewLease(db, old, MINUTE)).toBe(false);
      expect(await releaseLease(db, old, {})).toBe(false);
      expect(await readStanding(db, taken)).toBeDefined();
    });

    it('are told apart by their token when the same process claims again', async () => {
      await addStaging(db, 'one');
      const before = await claimOne(db, { leaseMs: -1 });
      const now = await claimOne(db);

      expect(await renewLease(db, before, MINUTE)).toBe(false);
      expect(await renewLease(db, now, MINUTE)).toBe(true);
    });

    it('last as long as they are renewed', async () => {
      await addStaging(db, 'one');
      const lease = await claimOne(db, { leaseMs: -1 });

      expect(await renewLease(db, lease, MINUTE)).toBe(true);

      expect(await readStanding(db, lease)).toBeDefined();
      expect(await claim(db, { owner: 'b' })).toEqual([]);
    });

    it('of a process that shuts down are handed over at once', async () => {
      await addStaging(db, 'one');
      await addStaging(db, 'two');
      const mine = await claimOne(db, { owner: 'a' });
      const others = await claimOne(db, { owner: 'b' });

      expect(await releaseAll(db, 'a')).toBe(1);

      expect(await readStanding(db, mine)).toBeUndefined();
      expect(await readStanding(db, others)).toBeDefined();
      expect(idsOf(await claim(db, { owner: 'b' }))).toEqual([mine.stagingId]);
    });

    it('of a killed process are free at the next start, unless others may be alive', async () => {
      await addStaging(db, 'one');
      const killed = await claimOne(db, { owner: 'killed' });
      await claimCluster(db, 'staging', 'killed', MINUTE);

      await releaseLeftBehind(db);

      const isFree = databaseId === 'SQLITE_3';
      expect((await readStanding(db, killed)) === undefined).toBe(isFree);
      expect(await claim(db, { owner: 'next' })).toHaveLength(isFree ? 1 : 0);
      expect(await claimCluster(db, 'staging', 'next', MINUTE)).toBe(isFree);
    });
  });

  describe('a release', () => {
    it('lets the staging rest', async () => {
      await addStaging(db, 'one');

      expect(await releaseLease(db, await claimOne(db), {})).toBe(true);

      expect(await claim(db)).toEqual([]);
      expect(await nextDueIn(db)).toBeUndefined();
    });

    it('can ask for another turn', async () => {
      await addStaging(db, 'one', { priority: 'user' });
      await addStaging(db, 'two');
      await releaseLease(db, await claimOne(db), { wakeAfterMs: MINUTE });
      expect(idsOf(await claim(db))).toEqual(['two']);
      expect(await nextDueIn(db)).toBeGreaterThan(0.9 * MINUTE);
    });

    it('drops the priority with the work that it was for', async () => {
      await addStaging(db, 'one', { priority: 'user' });
      await releaseLease(db, await claimOne(db), { wakeAfterMs: 0 });
      await addStaging(db, 'two', { delayMs: -MINUTE });

      expect((await claimOne(db)).stagingId).toBe('two');
    });

    it.each([
      ['rest', {}],
      ['wait', { wakeAfterMs: 10 * MINUTE }],
    ])(
      'keeps a wake that came meanwhile, when it would %s',
      async (_, next) => {
        await addStaging(db, 'one');
        await addStaging(db, 'two', { delayMs: 5 });
        const lease = await claimOne(db);
        await wake(db, 'one', { delayMs: MINUTE, priority: 'user' });
        expect(await claim(db, { limit: 1 })).not.toContainEqual(
          expect.objectContaining({ stagingId: 'one' }),
        );

        await releaseLease(db, lease, next);

        expect((await claimOne(db)).stagingId).toBe('one');
      },
    );

    it('and wakes at the same time lose no wake', async () => {
      await addStaging(db, 'one');
      for (let round = 0; round < 20; round++) {
        const lease = await claimOne(db);
        await Promise.all([
          releaseLease(db, lease, {}),
          wake(db, 'one', {}),
          wake(db, 'one', { priority: 'user' }),
        ]);
        expect(await nextDueIn(db)).toBe(0);
      }
    });
  });

  it('serves every wake under load, with one worker at a time on a staging', async () => {
    const ids = ['one', 'two', 'three'];
    for (const id of ids) await addStaging(db, id);
    const working = new Set<string>();
    const served = new Map<string, number>();
    let waking = true;

    async function work(owner: string): Promise<void> {
      for (;;) {
        const [lease] = await claim(db, { owner, limit: 1 });
        if (!lease) {
          if (!waking && (await nextDueIn(db)) === undefined) return;
          continue;
        }
        expect(working).not.toContain(lease.stagingId);
        working.add(lease.stagingId);
        expect(await readStanding(db, lease)).toBeDefined();
        served.set(lease.stagingId, lease.wakeSequence);
        working.delete(lease.stagingId);
        expect(await releaseLease(db, lease, {})).toBe(true);
      }
    }
    const wakeAll = () => Promise.all(ids.map(id => wake(db, id, {})));
    async function keepWaking(): Promise<void> {
      for (let round = 0; round < 60; round++) await wakeAll();
      waking = false;
    }
    await Promise.all([keepWaking(), ...['a', 'b', 'c'].map(work)]);

    expect(Object.fromEntries(served)).toEqual({ one: 61, two: 61, three: 61 });
  });

  describe('a wake', () => {
    it('keeps the earliest time that was asked for', async () => {
      await addStaging(db, 'one', { delayMs: MINUTE });
      await wake(db, 'one', { delayMs: 10 * MINUTE });
      expect(await nextDueIn(db)).toBeLessThanOrEqual(MINUTE);
      await wake(db, 'one', { delayMs: 1_234.5 });
      expect(await nextDueIn(db)).toBeLessThanOrEqual(1_235);
      await wake(db, 'one', {});
      expect(await nextDueIn(db)).toBe(0);
    });

    it('that is rolled back did not happen', async () => {
      await insertStaging(db, stagingRecord({ id: 'one' }), {});
      const tx = await db.transaction();
      await wake(tx, 'one', {});
      await tx.rollback();

      expect(await claim(db)).toEqual([]);
    });
  });

  describe('the next time', () => {
    it('is unknown while nothing waits', async () => {
      expect(await nextDueIn(db)).toBeUndefined();
    });

    it('counts a staging that is worked on from the end of its lease', async () => {
      await addStaging(db, 'one');
      await claimOne(db, { leaseMs: MINUTE });

      const dueIn = await nextDueIn(db);

      expect(dueIn).toBeGreaterThan(0.9 * MINUTE);
      expect(dueIn).toBeLessThanOrEqual(MINUTE);
    });
  });
});
