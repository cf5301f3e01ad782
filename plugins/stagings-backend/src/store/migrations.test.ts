import { Knex } from 'knex';
import { storeDatabases } from './__testUtils__/databases';
import { operationRecord, stagingRecord } from './__testUtils__/records';
import {
  appendLog,
  claimCluster,
  claimDue,
  findStaging,
  insertOperation,
  insertRevision,
  insertStaging,
  installationId,
  replaceInventory,
  wake,
} from './index';
import { migrationsDirectory } from './openDatabase';

jest.setTimeout(60_000);

const databases = storeDatabases();
const TABLES = [
  'installation',
  'stagings',
  'operations',
  'operation_log',
  'revisions',
  'inventory',
  'cluster_leases',
];

async function existingTables(knex: Knex): Promise<string[]> {
  const existing = await Promise.all(
    TABLES.map(async table =>
      (await knex.schema.hasTable(table)) ? [table] : [],
    ),
  );
  return existing.flat();
}

async function fillTables(knex: Knex): Promise<void> {
  await installationId(knex);
  await claimCluster(knex, 'staging', 'replica', 1_000);
  await insertStaging(knex, stagingRecord({ id: 'one' }), {});
  await insertRevision(knex, {
    stagingId: 'one',
    revision: 1,
    inputs: { parameters: {}, overrides: {} },
    createdBy: 'user:default/ann',
    createdAt: 1,
  });
  await insertOperation(knex, operationRecord({ id: 'op', stagingId: 'one' }));
  await appendLog(knex, 'op', [{ at: 1, level: 'info', message: 'accepted' }]);
  await wake(knex, 'one', {});
  const [lease] = await claimDue(knex, {
    owner: 'replica',
    leaseMs: 1_000,
    limit: 1,
  });
  await replaceInventory(knex, lease!, [
    {
      group: 'apps',
      kind: 'Deployment',
      namespace: 'stg-one',
      name: 'web',
      version: 'v1',
      actuation: 'pending',
      revision: 1,
    },
  ]);
}

describe.each(databases.ids)('migrations on %s', databaseId => {
  it('go up and down again with rows in every table', async () => {
    const knex = await databases.empty(databaseId);
    const directory = migrationsDirectory();

    await knex.migrate.latest({ directory });
    await expect(existingTables(knex)).resolves.toEqual(TABLES);
    await fillTables(knex);
    for (const table of TABLES) {
      await expect(knex(table).select()).resolves.toHaveLength(1);
    }

    const steps = await knex.migrate.list({ directory });
    for (const _ of steps[0]) await knex.migrate.down({ directory });
    await expect(existingTables(knex)).resolves.toEqual([]);

    await knex.migrate.latest({ directory });
    await fillTables(knex);
    await expect(findStaging(knex, 'one')).resolves.toMatchObject({
      id: 'one',
    });
  });
});
