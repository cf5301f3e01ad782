import { TestFolders } from '../render/__testUtils__/renderInput';
import { readLog } from '../store';
import { storeDatabases } from '../store/__testUtils__/databases';
import { World } from './__testUtils__/World';

jest.setTimeout(60_000);

const databases = storeDatabases();
const folders = new TestFolders();
afterAll(() => folders.remove());

const hook = (name: string, event: string) => `
---
apiVersion: v1
kind: ConfigMap
metadata: { name: ${name}, annotations: { helm.sh/hook: ${event} } }
`;
const SETTINGS = `
apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
`;

it.each([
  ['without hooks', SETTINGS, ['render', 'images', 'apply', 'health']],
  [
    'with hooks',
    SETTINGS + hook('before', 'pre-install') + hook('after', 'post-install'),
    ['render', 'images', 'preHooks', 'apply', 'health', 'postHooks'],
  ],
])('the log of a deploy %s tells its parts', async (name, manifests, parts) => {
  const db = await databases.open('SQLITE_3');
  const folder = await folders.create({ 'all.yaml': manifests });
  const world = new World(db, folder, name);
  await world.create();
  await world.settle();

  const [operation] = await world.operations();
  const log = await readLog(db, operation!.id);

  expect(log.flatMap(({ step }) => step ?? [])).toEqual(parts);
});
