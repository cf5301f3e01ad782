import { mockServices } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { setTimeout as sleep } from 'node:timers/promises';
import { insertOperation, insertStaging, readLog } from '../store';
import { storeDatabases } from '../store/__testUtils__/databases';
import { operationRecord, stagingRecord } from '../store/__testUtils__/records';
import { OperationLog } from './OperationLog';

jest.setTimeout(60_000);

const databases = storeDatabases();

describe('the log of an operation', () => {
  let db: Knex;
  let log: OperationLog;

  beforeEach(async () => {
    db = await databases.open('SQLITE_3');
    await insertStaging(db, stagingRecord({ id: 'one' }), {});
    await insertOperation(db, operationRecord({ id: 'op', stagingId: 'one' }));
    const logger = mockServices.logger.mock();
    log = new OperationLog({ db, operationId: 'op', logger });
  });

  const add = (message: string) => log.add({ at: 1, level: 'info', message });
  const stored = async () =>
    (await readLog(db, 'op')).map(({ message }) => message);

  it('keeps the order of its lines, whoever asks for them to be stored meanwhile', async () => {
    add('a');
    const first = log.flush();
    add('b');
    add('c');
    await Promise.all([first, log.flush()]);
    await expect(stored()).resolves.toEqual(['a', 'b', 'c']);
  });

  it('stores lines soon by itself', async () => {
    add('a');
    await expect(stored()).resolves.toEqual([]);
    await sleep(1_000);
    await expect(stored()).resolves.toEqual(['a']);
  });

  it('stores lines with what somebody else writes, after those that are being stored', async () => {
    add('a');
    const first = log.flush();
    add('b');
    await log.flushWith(flush =>
      db.transaction(async tx => {
        add('c');
        await flush(tx);
      }),
    );
    await first;
    await expect(stored()).resolves.toEqual(['a', 'b', 'c']);
  });

  it('keeps lines for later where what they were to be stored with was not', async () => {
    add('a');
    const superseded = log.flushWith(flush =>
      db.transaction(async tx => {
        await flush(tx);
        throw new Error('superseded');
      }),
    );
    await expect(superseded).rejects.toThrow('superseded');
    add('b');
    await log.flush();
    await expect(stored()).resolves.toEqual(['a', 'b']);
  });

  it('tells whoever asks that lines could not be stored, and goes on with later ones', async () => {
    await db.schema.renameTable('operation_log', 'away');
    add('lost');
    await expect(log.flush()).rejects.toMatchObject({
      message: expect.stringContaining('operation_log'),
    });
    await db.schema.renameTable('away', 'operation_log');
    add('kept');
    await log.flush();
    await expect(stored()).resolves.toEqual(['kept']);
  });
});
