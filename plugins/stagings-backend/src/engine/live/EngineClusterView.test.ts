import { TestFolders } from '../../render/__testUtils__/renderInput';
import { storeDatabases } from '../../store/__testUtils__/databases';
import { World } from '../__testUtils__/World';
import { EngineClusterView } from './EngineClusterView';

jest.setTimeout(60_000);

const databases = storeDatabases();
const folders = new TestFolders();
afterAll(() => folders.remove());

const MANIFESTS = `
apiVersion: v1
kind: Secret
metadata: { name: database }
stringData: { password: hunter22 }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
data: { mode: public }
`;

describe('an object of a staging as YAML', () => {
  let world: World;
  let view: EngineClusterView;

  beforeAll(async () => {
    const db = await databases.open('SQLITE_3');
    const folder = await folders.create({ 'all.yaml': MANIFESTS });
    world = new World(db, folder, 'manifest');
    await world.create();
    await world.settle();
    view = new EngineClusterView(world.context);
  });

  const read = async (kind: string, name: string, namespace?: string) =>
    view.manifest(await world.staging(), { group: '', kind, name, namespace });

  it('is as the cluster has it, without what the server keeps for itself', async () => {
    const { namespace } = await world.staging();
    const text = await read('ConfigMap', 'settings', namespace);
    expect(text).toMatch(/^apiVersion: v1\nkind: ConfigMap\n/);
    expect(text).toContain('mode: public');
    expect(text).not.toMatch(/uid|resourceVersion|managedFields/);
  });

  it('hides the values of Secrets', async () => {
    const { namespace } = await world.staging();
    const text = await read('Secret', 'database', namespace);
    expect(text).toContain('password: ••••');
    expect(text).not.toMatch(/hunter22|aHVudGVyMjI/);
  });

  it.each([
    ['has another kind', 'Service', 'settings', 'stg-shop'],
    ['has another name', 'ConfigMap', 'others', 'stg-shop'],
    ['is in another namespace', 'ConfigMap', 'settings', 'kube-system'],
    ['is cluster-scoped', 'ConfigMap', 'settings', undefined],
  ])('is not found where it %s', async (_, kind, name, namespace) => {
    await expect(read(kind, name, namespace)).rejects.toMatchObject({
      name: 'NotFoundError',
    });
  });
});
