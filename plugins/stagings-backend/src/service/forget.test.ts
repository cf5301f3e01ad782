import { mockCredentials } from '@backstage/backend-test-utils';
import { ConflictError } from '@backstage/errors';
import { Knex } from 'knex';
import {
  claimDue,
  findStaging,
  insertOperation,
  insertStaging,
  listOperations,
  readInventory,
  readLog,
  recordedKinds,
  replaceInventory,
  wake,
} from '../store';
import { storeDatabases } from '../store/__testUtils__/databases';
import { operationRecord, stagingRecord } from '../store/__testUtils__/records';
import { Caller } from './caller';
import { ServiceContext } from './context';
import { forgetStaging } from './forget';

jest.setTimeout(60_000);

const databases = storeDatabases();

const admin: Caller = {
  type: 'user',
  actor: 'user:default/ada',
  credentials: mockCredentials.user('user:default/ada'),
};
const NOW = 5_000;

const contextOf = (db: Knex) =>
  ({ db, now: () => NOW, changed: jest.fn() } as unknown as ServiceContext);

describe.each(databases.ids)('forgetting a staging on %s', databaseId => {
  it('ends its delete, takes it from the worker, and lists what may be left', async () => {
    const db = await databases.open(databaseId);
    const context = contextOf(db);
    await insertStaging(
      db,
      stagingRecord({ id: 'one', desired: 'deleted', phase: 'deleting' }),
      {},
    );
    await insertOperation(
      db,
      operationRecord({ id: 'delete', stagingId: 'one', kind: 'delete' }),
    );
    await wake(db, 'one', { priority: 'user' });
    const [lease] = await claimDue(db, {
      owner: 'worker',
      leaseMs: 60_000,
      limit: 1,
    });
    const entry = {
      group: '',
      version: 'v1',
      kind: 'ConfigMap',
      namespace: 'stg-one',
      name: 'settings',
      actuation: 'applied' as const,
      revision: 1,
      adopted: true,
    };
    await replaceInventory(db, lease!, [entry]);
    await expect(readInventory(db, 'one')).resolves.toEqual([entry]);
    await expect(recordedKinds(db, 'staging')).resolves.toEqual([
      { group: '', version: 'v1', kind: 'ConfigMap' },
    ]);

    await expect(forgetStaging(context, 'one', admin)).resolves.toMatchObject({
      phase: 'deleted',
    });

    await expect(findStaging(db, 'one')).resolves.toMatchObject({
      phase: 'deleted',
      deletedAt: NOW,
      updatedBy: 'user:default/ada',
    });
    await expect(readInventory(db, 'one')).resolves.toEqual([]);
    await expect(replaceInventory(db, lease!, [entry])).resolves.toBe(false);
    const [newest, before] = await listOperations(db, 'one', { limit: 10 });
    expect(newest).toMatchObject({
      kind: 'forget',
      state: 'succeeded',
      actor: 'user:default/ada',
      message: expect.stringContaining('the namespace stg-one'),
    });
    expect(before).toMatchObject({ id: 'delete', state: 'superseded' });
    const log = await readLog(db, newest!.id);
    expect(log.map(({ message }) => message)).toEqual([
      'May still be in the cluster staging: ConfigMap settings in the namespace stg-one',
    ]);
    expect(context.changed).toHaveBeenCalledWith('one');
  });

  it('is for stagings alone that are being deleted', async () => {
    const db = await databases.open(databaseId);
    await insertStaging(db, stagingRecord({ id: 'one', phase: 'running' }), {});
    await expect(forgetStaging(contextOf(db), 'one', admin)).rejects.toThrow(
      ConflictError,
    );
  });
});
