import { Explanation } from 'backstage-plugin-stagings-common';
import { storeDatabases } from '../__testUtils__/databases';
import { stagingRecord } from '../__testUtils__/records';
import { findStaging } from './findStaging';
import { insertStaging } from './insertStaging';
import { writeObservation } from './writeObservation';

jest.setTimeout(60_000);

const databases = storeDatabases();
const crash: Explanation = { reason: 'CrashLoop', message: 'web crashes.' };
const pull: Explanation = { reason: 'ImagePull', message: 'no such tag.' };

describe.each(databases.ids)('writeObservation on %s', databaseId => {
  it('tells whether health or its explanation changed', async () => {
    const db = await databases.open(databaseId);
    await insertStaging(db, stagingRecord({ id: 'one' }), {});
    const observe = (
      health: 'healthy' | 'degraded',
      healthExplanation: Explanation | undefined,
    ) =>
      writeObservation(db, 'one', { health, healthExplanation, observedAt: 5 });

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
      const db = await databases.open(databaseId);
      await insertStaging(
        db,
        stagingRecord({ id: 'one', health: 'healthy', observedAt: 1_000 }),
        {},
      );

      await writeObservation(db, 'one', { health, observedAt });

      await expect(findStaging(db, 'one')).resolves.toMatchObject({
        observedAt: stored,
      });
    },
  );
});
