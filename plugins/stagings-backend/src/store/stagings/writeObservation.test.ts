import { Explanation } from 'backstage-plugin-stagings-common';
import { Knex } from 'knex';
import { storeDatabases } from '../__testUtils__/databases';
import { stagingRecord } from '../__testUtils__/records';
import { claimCluster } from '../clusters/claimCluster';
import { claimDue } from '../queue/claimDue';
import { wake } from '../queue/wake';
import { findStaging } from './findStaging';
import { insertStaging } from './insertStaging';
import {
  isStored,
  Observation,
  Witness,
  writeObservation,
} from './writeObservation';

jest.setTimeout(60_000);

const databases = storeDatabases();
const crash: Explanation = { reason: 'CrashLoop', message: 'web crashes.' };
const pull: Explanation = { reason: 'ImagePull', message: 'no such tag.' };

const watch = { type: 'watch', cluster: 'staging', owner: 'a' } as const;

describe.each(databases.ids)('writeObservation on %s', databaseId => {
  async function openWatched(): Promise<Knex> {
    const db = await databases.open(databaseId);
    await claimCluster(db, watch.cluster, watch.owner, 60_000);
    return db;
  }

  it('tells whether health or its explanation changed', async () => {
    const db = await openWatched();
    await insertStaging(db, stagingRecord({ id: 'one' }), {});
    const observe = (
      health: 'healthy' | 'degraded',
      healthExplanation: Explanation | undefined,
    ) =>
      writeObservation(
        db,
        'one',
        { health, healthExplanation, observedAt: 5 },
        watch,
      );

    await expect(observe('healthy', undefined)).resolves.toBe(true);
    await expect(observe('healthy', undefined)).resolves.toBe(false);
    await expect(observe('degraded', crash)).resolves.toBe(true);
    await expect(observe('degraded', crash)).resolves.toBe(false);
    await expect(observe('degraded', pull)).resolves.toBe(true);
    await expect(observe('degraded', undefined)).resolves.toBe(true);
    await expect(findStaging(db, 'one')).resolves.toMatchObject({
      health: 'degraded',
      healthExplanation: undefined,
    });
  });

  it.each([
    ['at once when something changed', 'degraded', 1_001, 1_001],
    ['not within a minute when nothing changed', 'healthy', 60_999, 1_000],
    ['after a minute when nothing changed', 'healthy', 61_001, 61_001],
  ] as const)(
    'refreshes the time %s',
    async (_, health, observedAt, stored) => {
      const db = await openWatched();
      await insertStaging(
        db,
        stagingRecord({ id: 'one', health: 'healthy', observedAt: 1_000 }),
        {},
      );

      await writeObservation(db, 'one', { health, observedAt }, watch);

      await expect(findStaging(db, 'one')).resolves.toMatchObject({
        observedAt: stored,
      });
    },
  );

  describe('of a process that stood still', () => {
    async function look(witness: (db: Knex) => Promise<Witness>) {
      const db = await openWatched();
      const record = { id: 'one', health: 'healthy', observedAt: 9 } as const;
      await insertStaging(db, stagingRecord(record), {});
      await wake(db, 'one', {});
      const observation = { health: 'degraded', observedAt: 10 } as const;
      return writeObservation(db, 'one', observation, await witness(db));
    }

    const claim = async (db: Knex, owner: string) =>
      (await claimDue(db, { owner, leaseMs: -1, limit: 1 }))[0]!;

    it.each<[string, boolean, (db: Knex) => Promise<Witness>]>([
      ['whose watch nobody took over', true, async () => watch],
      [
        'whose watch somebody took over',
        false,
        async () => ({ ...watch, owner: 'b' }),
      ],
      [
        'whose lease nobody took over',
        true,
        async db => ({
          type: 'worker',
          lease: await claim(db, 'a'),
          lastObservedAt: 9,
        }),
      ],
      [
        'whose lease somebody took over',
        false,
        async db => {
          const lease = await claim(db, 'a');
          await claim(db, 'b');
          return { type: 'worker', lease, lastObservedAt: 9 };
        },
      ],
      [
        'while somebody else looked',
        false,
        async db => ({
          type: 'worker',
          lease: await claim(db, 'a'),
          lastObservedAt: 8,
        }),
      ],
    ])('%s counts: %s', async (_, counts, witness) => {
      await expect(look(witness)).resolves.toBe(counts);
    });
  });
});

describe('isStored', () => {
  const stored = stagingRecord({
    id: 'one',
    health: 'degraded',
    healthExplanation: crash,
    observedAt: 1_000,
  });

  it.each<[string, Partial<Observation>, boolean]>([
    ['the same', { observedAt: 61_000 }, true],
    ['the same after more than a minute', { observedAt: 61_001 }, false],
    ['another health', { health: 'healthy' }, false],
    ['another explanation', { healthExplanation: pull }, false],
    ['no explanation', { healthExplanation: undefined }, false],
  ])('%s: %#', (_, seen, expected) => {
    const observation: Observation = {
      health: 'degraded',
      healthExplanation: crash,
      observedAt: 2_000,
      ...seen,
    };
    expect(isStored(stored, observation)).toBe(expected);
  });

  it('nothing of a staging that was never observed', () => {
    const fresh = stagingRecord({ id: 'one', observedAt: undefined });
    const observation = { ...fresh, observedAt: 2_000 };
    expect(isStored(fresh, observation)).toBe(false);
  });
});
