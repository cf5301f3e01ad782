import knexFactory, { Knex } from 'knex';
import { randomBytes } from 'node:crypto';

/** Databases of a test's own on one PostgreSQL server. */
export interface TestPostgres {
  /** The `backend.database` section of portals that share them. */
  config: Record<string, unknown>;
  /** Opens the plugin's database; close it by `destroy`. */
  connect(): Knex;
  /** Removes them all; nobody may be connected any more. */
  drop(): Promise<void>;
}

/** Undefined where no server is known: `E2E_POSTGRES` is its connection string. */
export function postgres(): TestPostgres | undefined {
  const { E2E_POSTGRES: connection } = process.env;
  if (!connection) return undefined;
  const prefix = `stagings_e2e_${randomBytes(4).toString('hex')}_`;
  return {
    config: { client: 'pg', connection, prefix },
    connect: () => open(connection, `${prefix}stagings`),
    async drop() {
      const server = open(connection);
      const { rows } = await server.raw<{ rows: { datname: string }[] }>(
        'select datname from pg_database where starts_with(datname, ?)',
        [prefix],
      );
      for (const { datname } of rows) {
        await server.raw('drop database ?? with (force)', [datname]);
      }
      await server.destroy();
    },
  };
}

function open(connection: string, database?: string): Knex {
  const url = new URL(connection);
  if (database) url.pathname = `/${database}`;
  return knexFactory({ client: 'pg', connection: url.href });
}
