import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { prepareConnection, underMigrationLock } from './dialect';

/** Folder of the migrations, the same from source and from the published package. */
export function migrationsDirectory(): string {
  return resolvePackagePath('backstage-plugin-stagings-backend', 'migrations');
}

/**
 * Connects to the plugin's database and brings its tables up to date, unless the operator turned
 * migrations off. Any number of replicas may do so at once.
 */
export async function openDatabase(database: DatabaseService): Promise<Knex> {
  const knex = await database.getClient();
  await prepareConnection(knex);
  if (!database.migrations?.skip) {
    await underMigrationLock(knex, async db => {
      await db.migrate.latest({ directory: migrationsDirectory() });
    });
  }
  return knex;
}
