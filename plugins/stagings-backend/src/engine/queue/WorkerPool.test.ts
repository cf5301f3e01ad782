import { Knex } from 'knex';
import { setTimeout as sleep } from 'node:timers/promises';
import { claimDue, insertStaging, nextDueIn, wake } from '../../store';
import { storeDatabases } from '../../store/__testUtils__/databases';
import { stagingRecord } from '../../store/__testUtils__/records';
import { engineContext } from '../__testUtils__/engineContext';
import { LeaseLostError } from '../failures/errors';
import { reconcile } from '../reconcile';
import { WorkerPool } from './WorkerPool';

jest.mock('../reconcile');
jest.setTimeout(60_000);

const databases = storeDatabases();
const work = jest.mocked(reconcile);

/** Work that goes on until the worker gives it up. */
const untilAborted: typeof reconcile = (_, __, signal) =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });

async function until(condition: () => boolean | Promise<boolean>) {
  while (!(await condition())) await sleep(5);
}

describe('WorkerPool', () => {
  let db: Knex;
  let pool: WorkerPool;
  let context: ReturnType<typeof engineContext>;

  beforeEach(async () => {
    work.mockReset().mockResolvedValue({});
    db = await databases.open('SQLITE_3');
    context = engineContext({ db, workers: 2 });
    pool = new WorkerPool(context);
  });
  afterEach(() => pool.stop());

  async function addDue(...ids: string[]) {
    for (const id of ids) {
      await insertStaging(db, stagingRecord({ id }), {});
      await wake(db, id, {});
    }
  }
  const worked = () => work.mock.calls.map(([, claim]) => claim.stagingId);
  const ownerOf = async (id: string) =>
    (await db('stagings').where({ id }).first('lease_owner')).lease_owner;

  it('works on what is due, once', async () => {
    await addDue('one', 'two', 'three');
    pool.start();
    await until(() => worked().length === 3);
    await until(async () => (await nextDueIn(db)) === undefined);
    pool.wakeUp();
    await sleep(50);

    expect(worked().sort()).toEqual(['one', 'three', 'two']);
  });

  it('looks again when the work asks for it', async () => {
    work.mockResolvedValueOnce({ wakeAfterMs: 20 });
    await addDue('one');
    pool.start();
    await until(() => worked().length === 2);

    expect(worked()).toEqual(['one', 'one']);
  });

  it('starts at once when it is woken', async () => {
    pool.start();
    await sleep(50);
    await addDue('one');
    const woken = Date.now();
    pool.wakeUp();
    await until(() => worked().length === 1);

    expect(Date.now() - woken).toBeLessThan(500);
  });

  it('waits once, however often it is woken', async () => {
    const timers = () =>
      process.getActiveResourcesInfo().filter(kind => kind === 'Timeout')
        .length;
    pool.start();
    await sleep(50);
    const before = timers();
    for (let count = 0; count < 20; count++) {
      pool.wakeUp();
      await sleep(5);
    }

    expect(timers() - before).toBeLessThan(5);
  });

  it('works on no more at a time than it has workers', async () => {
    work.mockImplementation(untilAborted);
    await addDue('one', 'two', 'three');
    pool.start();
    await until(() => worked().length === 2);
    pool.wakeUp();
    await sleep(50);

    expect(worked()).toHaveLength(2);
  });

  it('hands over at once when it stops', async () => {
    work.mockImplementation(untilAborted);
    await addDue('one');
    pool.start();
    await until(() => worked().length === 1);
    await pool.stop();

    const [claim] = await claimDue(db, {
      owner: 'next',
      leaseMs: 60_000,
      limit: 1,
    });
    expect(claim?.stagingId).toBe('one');
    expect(context.logger.error).not.toHaveBeenCalled();
  });

  it('gives up what another worker has taken over', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'Date'] });
    try {
      work.mockImplementation(untilAborted);
      await addDue('one');
      pool.start();
      while (worked().length === 0) await jest.advanceTimersByTimeAsync(5);
      await db('stagings').update({ lease_owner: 'other', lease_token: 99 });
      const [, , signal] = work.mock.calls[0]!;
      while (!signal.aborted) await jest.advanceTimersByTimeAsync(1_000);

      expect(signal.reason).toBeInstanceOf(LeaseLostError);
      expect(await ownerOf('one')).toBe('other');
      expect(context.logger.error).not.toHaveBeenCalled();
    } finally {
      jest.useRealTimers();
    }
  });

  it('tells of an error that nobody foresaw, and tries again later', async () => {
    work.mockRejectedValue(new Error('disk full'));
    await addDue('one');
    pool.start();
    await until(async () => ((await nextDueIn(db)) ?? 0) > 5_000);

    expect(context.logger.error).toHaveBeenCalledWith(
      expect.stringContaining('one'),
      expect.objectContaining({ message: 'disk full' }),
    );
    expect(await ownerOf('one')).toBeNull();
  });
});
