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
  labels: { team: shop, stagings.backstage.io/staging: other }
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
