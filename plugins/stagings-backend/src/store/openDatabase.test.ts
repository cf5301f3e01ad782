import { mockServices } from '@backstage/backend-test-utils';
import knexFactory, { Knex } from 'knex';
import { storeDatabases } from './__testUtils__/databases';
import { openDatabase } from './openDatabase';

jest.setTimeout(60_000);

const databases = storeDatabases();

function serviceOf(knex: Knex, options?: { skip: boolean }) {
  return { ...mockServices.database({ knex }), migrations: options };
}

describe.each(databases.ids)('openDatabase on %s', databaseId => {
  it('creates the tables, and finds them when it is opened again', async () => {
    const knex = await databases.empty(databaseId);

    await openDatabase(serviceOf(knex));
    await openDatabase(serviceOf(knex));

    await expect(knex.schema.hasTable('stagings')).resolves.toBe(true);
  });

  it('leaves the tables alone when the operator turned migrations off', async () => {
    const knex = await databases.empty(databaseId);

    await openDatabase(serviceOf(knex, { skip: true }));

    await expect(knex.schema.hasTable('stagings')).resolves.toBe(false);
  });
});

const onPostgres = databases.ids.filter(id => id !== 'SQLITE_3');

(onPostgres.length > 0 ? describe : describe.skip)('several replicas', () => {
  it.each(onPostgres)('all start at once on an empty %s', async databaseId => {
    const first = await databases.empty(databaseId);
    const replicas = [
      first,
      knexFactory(first.client.config),
      knexFactory(first.client.config),
    ];
    try {
      await Promise.all(replicas.map(knex => openDatabase(serviceOf(knex))));

      for (const knex of replicas) {
        await expect(knex('stagings').select('id')).resolves.toEqual([]);
      }
      const [, pending] = await first.migrate.list({
        directory: `${__dirname}/../../migrations`,
      });
      expect(pending).toEqual([]);
    } finally {
      await Promise.all(replicas.slice(1).map(knex => knex.destroy()));
    }
  });

  it.each(onPostgres)(
    'start with a connection pool of one on %s',
    async databaseId => {
      const first = await databases.empty(databaseId);
      const single = knexFactory({
        ...first.client.config,
        pool: { min: 0, max: 1 },
      });
      try {
        await openDatabase(serviceOf(single));
        await expect(single('stagings').select('id')).resolves.toEqual([]);
      } finally {
        await single.destroy();
      }
    },
  );
});
