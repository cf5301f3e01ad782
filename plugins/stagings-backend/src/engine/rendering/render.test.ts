import { TestFolders } from '../../render/__testUtils__/renderInput';
import { storeDatabases } from '../../store/__testUtils__/databases';
import { World } from '../__testUtils__/World';

jest.setTimeout(120_000);

const databases = storeDatabases();
const folders = new TestFolders();
afterAll(() => folders.remove());

const WITH_NAMESPACE = `
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    team: shop
    stagings.backstage.io/staging: other
    pod-security.kubernetes.io/enforce: privileged
---
apiVersion: v1
kind: ConfigMap
metadata: { name: settings, namespace: shop }
`;

it('gives the labels of a Namespace that is rewritten to the one of the staging', async () => {
  const db = await databases.open('SQLITE_3');
  const manifests = await folders.create({ 'shop.yaml': WITH_NAMESPACE });
  const world = new World(db, manifests, 'rewritten');
  Object.assign(world.context.config.templates[0]!, { rewriteNamespace: true });
  await world.create();
  await world.settle();

  expect(world.cluster.all()).toContainEqual(
    expect.objectContaining({
      kind: 'Namespace',
      metadata: expect.objectContaining({
        name: 'stg-shop',
        labels: expect.objectContaining({
          team: 'shop',
          'stagings.backstage.io/staging': 'shop',
          'pod-security.kubernetes.io/enforce': 'baseline',
        }),
      }),
    }),
  );
  expect(world.cluster.all()).toContainEqual(
    expect.objectContaining({
      kind: 'ConfigMap',
      metadata: expect.objectContaining({ namespace: 'stg-shop' }),
    }),
  );
});

const CONFIG = `
apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
`;

/** A staging in a namespace that its template guards with a quota. */
async function guardedWorld(id: string, given: { exists: boolean }) {
  const db = await databases.open('SQLITE_3');
  const manifests = await folders.create({ 'shop.yaml': CONFIG });
  const world = new World(db, manifests, id);
  Object.assign(world.context.config.templates[0]!, {
    adopt: 'unowned',
    isolation: { quota: { pods: '5' } },
  });
  if (given.exists) {
    const metadata = { name: 'stg-shop' };
    world.cluster.add({ apiVersion: 'v1', kind: 'Namespace', metadata });
  }
  await world.create();
  await world.settle();
  return world;
}

it('guards the namespace that it makes', async () => {
  const world = await guardedWorld('guarded', { exists: false });
  expect(world.cluster.all()).toContainEqual(
    expect.objectContaining({
      kind: 'ResourceQuota',
      metadata: expect.objectContaining({
        namespace: 'stg-shop',
        name: 'backstage-stagings',
      }),
      spec: { hard: { pods: '5' } },
    }),
  );
});

it('puts no guard on a namespace that existed before', async () => {
  const world = await guardedWorld('existing', { exists: true });
  const kinds = world.cluster.all().map(({ kind }) => kind);
  expect(kinds).toContain('ConfigMap');
  expect(kinds).not.toContain('ResourceQuota');
});
