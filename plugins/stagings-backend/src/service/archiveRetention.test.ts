import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { findStaging, insertStaging, listOperations } from '../store';
import { storeDatabases } from '../store/__testUtils__/databases';
import { stagingRecord } from '../store/__testUtils__/records';
import { enforceArchiveRetention } from './archiveRetention';
import { Caller } from './caller';
import { requestState } from './transitions';

jest.setTimeout(60_000);

const databases = storeDatabases();
const DAY = 24 * 60 * 60 * 1000;

const ann: Caller = {
  type: 'user',
  actor: 'user:default/ann',
  credentials: mockCredentials.user('user:default/ann'),
};

/** An archived staging where archives are kept for two weeks; the clock stands where the test puts it. */
async function world(databaseId: Parameters<typeof databases.open>[0]) {
  const db = await databases.open(databaseId);
  await insertStaging(
    db,
    stagingRecord({
      id: 'shop',
      desired: 'archived',
      phase: 'archived',
      archivedAt: 0,
    }),
    {},
  );
  const clock = { day: 0 };
  const archive: { retention?: number } = { retention: 14 * DAY };
  const notifications = { send: jest.fn() };
  const context = {
    db,
    config: { archive },
    auditor: mockServices.auditor.mock(),
    logger: mockServices.logger.mock(),
    notifications,
    now: () => clock.day * DAY,
    changed: jest.fn(),
  };
  jest
    .mocked(context.auditor.createEvent)
    .mockResolvedValue({ success: jest.fn(), fail: jest.fn() });
  return {
    context,
    notifications,
    archive,
    /** Looks at all archives on a day, and answers the staging then. */
    async on(day: number) {
      clock.day = day;
      await enforceArchiveRetention(context);
      return findStaging(db, 'shop');
    },
  };
}

describe.each(databases.ids)('the retention of archives on %s', databaseId => {
  it('tells people three days before, once, and then deletes', async () => {
    const { on, notifications, context } = await world(databaseId);

    expect(await on(10)).toMatchObject({ phase: 'archived' });
    expect(notifications.send).not.toHaveBeenCalled();

    expect(await on(11)).toMatchObject({
      expiresAt: 14 * DAY,
      phaseExplanation: {
        reason: 'ArchiveExpires',
        message: 'Will be deleted with its data on 1970-01-15 00:00 UTC',
      },
    });
    await on(12);
    expect(notifications.send).toHaveBeenCalledTimes(1);
    expect(notifications.send).toHaveBeenCalledWith({
      recipients: {
        type: 'entity',
        entityRef: ['component:default/shop', 'user:default/ann'],
      },
      payload: expect.objectContaining({ link: '/stagings/shop' }),
    });

    expect(await on(14)).toMatchObject({
      desired: 'deleted',
      phase: 'deleting',
      expiresAt: undefined,
      phaseExplanation: undefined,
    });
    expect(
      await listOperations(context.db, 'shop', { limit: 5 }),
    ).toMatchObject([
      { kind: 'delete', actor: 'policy:archive-retention', state: 'queued' },
    ]);
    expect(context.auditor.createEvent).toHaveBeenCalledTimes(1);
  });

  it('keeps what somebody restores', async () => {
    const { on, context } = await world(databaseId);
    await on(11);
    await requestState(context, 'shop', ann, 'restore');
    expect(await on(20)).toMatchObject({
      desired: 'running',
      expiresAt: undefined,
      phaseExplanation: undefined,
    });
  });

  it('takes its word back where the platform keeps archives longer', async () => {
    const { on, archive } = await world(databaseId);
    await on(11);
    delete archive.retention;
    expect(await on(20)).toMatchObject({
      phase: 'archived',
      expiresAt: undefined,
      phaseExplanation: undefined,
    });
  });

  it('works in a portal without notifications', async () => {
    const { on, notifications } = await world(databaseId);
    notifications.send.mockRejectedValue(new Error('404 Not Found'));
    expect(await on(11)).toMatchObject({ expiresAt: 14 * DAY });
  });
});
