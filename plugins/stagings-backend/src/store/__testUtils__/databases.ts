import {
  mockServices,
  TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { openDatabase } from '../openDatabase';

const POSTGRES = 'BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING';

/**
 * The engines that the store is tested on: SQLite always, PostgreSQL when the environment names a server.
 * Call it at the top of a test file or of a `describe`.
 */
export function storeDatabases(): {
  ids: TestDatabaseId[];
  /** An empty database. */
  empty(id: TestDatabaseId): Promise<Knex>;
  /** A database with all tables and no rows. */
  open(id: TestDatabaseId): Promise<Knex>;
} {
  const ids: TestDatabaseId[] = process.env[POSTGRES]
    ? ['SQLITE_3', 'POSTGRES_15']
    : ['SQLITE_3'];
  const databases = TestDatabases.create({ ids });
  return {
    ids,
    empty: id => databases.init(id),
    open: async id =>
      openDatabase(mockServices.database({ knex: await databases.init(id) })),
  };
}
