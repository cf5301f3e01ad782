import { storeDatabases } from '../__testUtils__/databases';
import { stagingRecord } from '../__testUtils__/records';
import { IdempotencyKeyUsedError, NameTakenError } from '../errors';
import { findByIdempotencyKey } from './findByIdempotencyKey';
import { findStaging } from './findStaging';
import { findStagings } from './findStagings';
import { insertStaging } from './insertStaging';
import { updateStaging } from './updateStaging';

jest.setTimeout(60_000);

const databases = storeDatabases();

const full = stagingRecord({
  id: 'full',
  ownsNamespace: false,
  links: [{ title: 'App', url: 'https://full.example.com' }],
  version: '1.2.3',
  commit: 'c0ffee',
  parameters: { version: '1.2.3', replicas: 2 },
  overrides: { env: { DEBUG: null, ['ключ']: 'it\'s \\ "quoted"' } },
  desired: 'archived',
  revision: 3,
  phase: 'archiving',
  phaseExplanation: { reason: 'Draining', message: 'Pods are going.' },
  appliedRevision: 3,
  deployedRevision: 2,
  deployedVersion: '1.2.2',
  recordedScales: [
    {
      group: 'apps',
      kind: 'Deployment',
      namespace: 'stg-full',
      name: 'web',
      replicas: 2,
    },
  ],
  health: 'degraded',
  healthExplanation: {
    reason: 'ImagePullFailed',
    message: 'cannot pull image shop:1.2.9: tag not found',
    evidence: { container: 'web', exitCode: 1 },
    hint: { text: 'Push it or pick another version.', audience: 'engineer' },
  },
  observedAt: 1_795_000_000_123,
  createdAt: 1_795_000_000_001,
  updatedAt: 1_795_000_000_002,
  archivedAt: 1_795_000_000_003,
  deletedAt: 1_795_000_000_004,
});

describe.each(databases.ids)('insertStaging on %s', databaseId => {
  it.each([
    ['every field', full],
    ['only the fields that it must have', stagingRecord({ id: 'bare' })],
  ])('keeps %s', async (_, record) => {
    const db = await databases.open(databaseId);

    await insertStaging(db, record, {});

    await expect(findStaging(db, record.id)).resolves.toEqual(record);
    await expect(findStagings(db, [record.id, 'other'])).resolves.toEqual([
      record,
    ]);
    await expect(findStaging(db, 'other')).resolves.toBeUndefined();
  });

  it('refuses a name that another staging has in the cluster', async () => {
    const db = await databases.open(databaseId);
    await insertStaging(db, stagingRecord({ id: 'a', name: 'shop' }), {});

    const second = insertStaging(
      db,
      stagingRecord({ id: 'b', name: 'shop' }),
      {},
    );

    await expect(second).rejects.toThrow(NameTakenError);
    await expect(second).rejects.toMatchObject({
      taken: { cluster: 'staging', name: 'shop' },
    });
    await insertStaging(
      db,
      stagingRecord({ id: 'c', name: 'shop', cluster: 'other' }),
      {},
    );
  });

  it('gives one of several the name when they ask at the same time', async () => {
    const db = await databases.open(databaseId);

    const outcomes = await Promise.allSettled(
      ['a', 'b', 'c', 'd'].map(id =>
        db.transaction(tx =>
          insertStaging(tx, stagingRecord({ id, name: 'shop' }), {}),
        ),
      ),
    );

    const refused = outcomes.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(3);
    for (const outcome of refused) {
      expect(outcome).toMatchObject({ reason: { name: 'NameTakenError' } });
    }
  });

  it('leaves the transaction usable after a refusal', async () => {
    const db = await databases.open(databaseId);
    await insertStaging(db, stagingRecord({ id: 'a', name: 'shop' }), {});

    await db.transaction(async tx => {
      await expect(
        insertStaging(tx, stagingRecord({ id: 'b', name: 'shop' }), {}),
      ).rejects.toThrow(NameTakenError);
      await insertStaging(tx, stagingRecord({ id: 'b', name: 'shop-2' }), {});
    });

    await expect(findStaging(db, 'b')).resolves.toMatchObject({
      name: 'shop-2',
    });
  });

  it('frees the name of a staging when it is deleted', async () => {
    const db = await databases.open(databaseId);
    const create = (id: string) =>
      insertStaging(db, stagingRecord({ id, name: 'shop' }), {});

    await create('first');
    await updateStaging(db, 'first', { phase: 'deleting' });
    await expect(create('second')).rejects.toThrow(NameTakenError);
    await updateStaging(db, 'first', { phase: 'deleted' });
    await create('second');
    await updateStaging(db, 'second', { phase: 'deleted' });
    await create('third');
    await expect(create('fourth')).rejects.toThrow(NameTakenError);
  });

  it('takes an idempotency key once from each creator', async () => {
    const db = await databases.open(databaseId);
    const create = (id: string, createdBy: string) =>
      insertStaging(db, stagingRecord({ id, createdBy }), {
        idempotencyKey: 'build-7',
      });

    await create('a', 'external:ci');
    await expect(create('b', 'external:ci')).rejects.toThrow(
      IdempotencyKeyUsedError,
    );
    await create('c', 'user:default/ann');

    await expect(
      findByIdempotencyKey(db, 'external:ci', 'build-7'),
    ).resolves.toMatchObject({ id: 'a' });
    await expect(
      findByIdempotencyKey(db, 'external:ci', 'build-8'),
    ).resolves.toBeUndefined();
  });
});
