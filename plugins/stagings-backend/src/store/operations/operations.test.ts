import { Knex } from 'knex';
import { storeDatabases } from '../__testUtils__/databases';
import { operationRecord, stagingRecord } from '../__testUtils__/records';
import { insertStaging } from '../stagings/insertStaging';
import { appendLog } from './appendLog';
import { currentOperation } from './currentOperation';
import { endOperations } from './endOperations';
import { findOperation } from './findOperation';
import { finishOperation } from './finishOperation';
import { insertOperation } from './insertOperation';
import { listOperations } from './listOperations';
import { readLog } from './readLog';
import { recordTrouble } from './recordTrouble';
import { startOperation } from './startOperation';

jest.setTimeout(60_000);

const databases = storeDatabases();

describe.each(databases.ids)('operations on %s', databaseId => {
  let db: Knex;
  beforeEach(async () => {
    db = await databases.open(databaseId);
    for (const id of ['one', 'two']) {
      await insertStaging(db, stagingRecord({ id }), {});
    }
  });

  async function add(...ids: string[]): Promise<void> {
    for (const id of ids) {
      await insertOperation(db, operationRecord({ id, stagingId: 'one' }));
    }
  }

  it.each([
    ['bare', operationRecord({ id: 'op', stagingId: 'one' })],
    [
      'full',
      operationRecord({
        id: 'op',
        stagingId: 'one',
        via: 'plugin:scaffolder',
        changes: [{ path: 'parameters.version', from: '1', to: null }],
        reason: 'ImagePullFailed',
        message: 'no such tag',
        resource: { kind: 'Deployment', name: 'web' },
        appliedSince: 1_795_000_000_003,
        troubledSince: 1_795_000_000_000,
        startedAt: 1_795_000_000_001,
        endedAt: 1_795_000_000_002,
      }),
    ],
  ])('keeps a %s one', async (_, operation) => {
    await insertOperation(db, operation);

    await expect(findOperation(db, 'op')).resolves.toEqual(operation);
    await expect(findOperation(db, 'other')).resolves.toBeUndefined();
  });

  it('lists the newest first, also of those accepted at the same time', async () => {
    await add('z', 'a', 'm');
    await insertOperation(db, operationRecord({ id: 'x', stagingId: 'two' }));

    const listed = await listOperations(db, 'one', { limit: 2 });

    expect(listed.map(({ id }) => id)).toEqual(['m', 'a']);
  });

  it('goes from queued to running to its outcome, and each step counts once', async () => {
    await add('op');
    const outcome = {
      state: 'failed',
      reason: 'RenderFailed',
      message: 'The chart does not render.',
      endedAt: 30,
    } as const;

    await expect(startOperation(db, 'op', 20)).resolves.toBe(true);
    await expect(startOperation(db, 'op', 25)).resolves.toBe(false);
    await expect(finishOperation(db, 'op', outcome)).resolves.toBe(true);
    await expect(
      finishOperation(db, 'op', { state: 'succeeded', endedAt: 40 }),
    ).resolves.toBe(false);
    await expect(startOperation(db, 'op', 50)).resolves.toBe(false);

    await expect(findOperation(db, 'op')).resolves.toMatchObject({
      ...outcome,
      startedAt: 20,
    });
  });

  it('has the newest that has not ended as the current one', async () => {
    await expect(currentOperation(db, 'one')).resolves.toBeUndefined();
    await add('first', 'second', 'third');
    await startOperation(db, 'first', 10);
    await finishOperation(db, 'third', { state: 'succeeded', endedAt: 20 });

    await expect(currentOperation(db, 'one')).resolves.toMatchObject({
      id: 'second',
    });
  });

  it('ends all others of the staging when a newer one takes their place', async () => {
    await add('done', 'running', 'queued', 'newest');
    await insertOperation(db, operationRecord({ id: 'x', stagingId: 'two' }));
    await finishOperation(db, 'done', { state: 'succeeded', endedAt: 10 });
    await startOperation(db, 'running', 10);

    await endOperations(db, 'one', {
      except: 'newest',
      outcome: {
        state: 'superseded',
        reason: 'Superseded',
        message: 'Superseded by newest',
        endedAt: 20,
      },
    });

    const states = await Promise.all(
      ['done', 'running', 'queued', 'newest', 'x'].map(async id => {
        const operation = await findOperation(db, id);
        return [id, operation?.state, operation?.endedAt];
      }),
    );
    expect(states).toEqual([
      ['done', 'succeeded', 10],
      ['running', 'superseded', 20],
      ['queued', 'superseded', 20],
      ['newest', 'queued', undefined],
      ['x', 'queued', undefined],
    ]);
    await expect(readLog(db, 'running')).resolves.toMatchObject([
      { at: 20, level: 'warning', message: 'Superseded by newest' },
    ]);
    await expect(readLog(db, 'done')).resolves.toEqual([]);
  });

  it('remembers since when an operation meets a problem, until it is over', async () => {
    await add('op');
    await recordTrouble(db, 'op', 1_795_000_000_000);
    await expect(findOperation(db, 'op')).resolves.toMatchObject({
      troubledSince: 1_795_000_000_000,
    });
    await recordTrouble(db, 'op', undefined);
    await expect(findOperation(db, 'op')).resolves.toMatchObject({
      troubledSince: undefined,
    });
  });

  it('numbers the lines of its log from 1 in the order of writing', async () => {
    await add('op', 'other');
    await appendLog(db, 'op', [
      {
        at: 1_795_000_000_001,
        level: 'info',
        message: 'Rendering',
        step: 'render',
      },
      { at: 1_795_000_000_002, level: 'warning', message: 'No probe' },
    ]);
    await appendLog(db, 'op', []);
    await db.transaction(tx =>
      appendLog(tx, 'op', [{ at: 3, level: 'error', message: 'Failed' }]),
    );
    await appendLog(db, 'other', [{ at: 1, level: 'info', message: 'Other' }]);

    await expect(readLog(db, 'op')).resolves.toEqual([
      {
        sequence: 1,
        at: 1_795_000_000_001,
        level: 'info',
        message: 'Rendering',
        step: 'render',
      },
      {
        sequence: 2,
        at: 1_795_000_000_002,
        level: 'warning',
        message: 'No probe',
      },
      { sequence: 3, at: 3, level: 'error', message: 'Failed' },
    ]);
  });

  it('takes lines from several writers at once, and many at a time', async () => {
    await add('op');
    const lines = Array.from({ length: 250 }, (_, index) => ({
      at: index,
      level: 'info' as const,
      message: `line ${index}`,
    }));

    await Promise.all([1, 2, 3, 4].map(() => appendLog(db, 'op', lines)));

    const log = await readLog(db, 'op');
    expect(log.map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: 1_000 }, (_, index) => index + 1),
    );
  });

  it('takes no more than a log may hold, whatever is written and how often', async () => {
    await add('op');
    const line = {
      at: 1,
      level: 'info' as const,
      message: '😀'.repeat(15_000),
    };
    for (let round = 0; round < 10; round++) {
      await appendLog(
        db,
        'op',
        Array.from({ length: 20 }, () => line),
      );
    }
    const log = await readLog(db, 'op');
    const full = log.filter(({ message }) => message.includes('log is full'));
    expect(full).toEqual([log.at(-1)]);
    expect(log.length).toBe(Math.ceil(1_000_000 / 15_000) + 1);
  });
});
