import { mockServices } from '@backstage/backend-test-utils';
import { insertStaging } from '../store';
import { storeDatabases } from '../store/__testUtils__/databases';
import { stagingRecord } from '../store/__testUtils__/records';
import { StagingsConfig } from '../config/types';
import { scheduleRetention } from './retention';

jest.setTimeout(60_000);

const databases = storeDatabases();

it('tells the auditor of records that are removed for their age, and of nothing where there are none', async () => {
  const db = await databases.open('SQLITE_3');
  const scheduler = mockServices.scheduler.mock();
  const auditor = mockServices.auditor.mock();
  const config = {
    archive: {},
    history: { retention: 1_000 },
  } as StagingsConfig;
  const logger = mockServices.logger.mock();
  await scheduleRetention({
    ...{ scheduler, auditor, logger, db, config },
    notifications: { send: jest.fn() },
    now: Date.now,
    changed: jest.fn(),
  });
  const run = async () => {
    for (const [{ fn }] of scheduler.scheduleTask.mock.calls) {
      await (fn as () => Promise<void>)();
    }
  };

  await run();
  expect(auditor.createEvent).not.toHaveBeenCalled();

  const deleted = { phase: 'deleted', desired: 'deleted' } as const;
  await insertStaging(
    db,
    stagingRecord({ id: 'old', ...deleted, deletedAt: Date.now() - 2_000 }),
    {},
  );
  await run();
  expect(auditor.createEvent).toHaveBeenCalledWith({
    eventId: 'history-purge',
    severityLevel: 'high',
    meta: { count: 1 },
  });
});
