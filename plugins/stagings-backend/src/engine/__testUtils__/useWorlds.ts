import { Knex } from 'knex';
import { TestFolders } from '../../render/__testUtils__/renderInput';
import { storeDatabases } from '../../store/__testUtils__/databases';
import { World } from './World';

/**
 * Makes worlds of manifests for the tests of a file, each with a staging and a cluster of its own. Call it at the
 * top of the file.
 */
export function useWorlds(): (
  manifests: string | Record<string, string>,
) => Promise<World> {
  const databases = storeDatabases();
  const folders = new TestFolders();
  let db: Knex;
  let made = 0;
  beforeAll(async () => {
    db = await databases.open('SQLITE_3');
  });
  afterAll(() => folders.remove());
  return async manifests => {
    made += 1;
    const files =
      typeof manifests === 'string' ? { 'all.yaml': manifests } : manifests;
    return new World(db, await folders.create(files), `staging-${made}`);
  };
}
