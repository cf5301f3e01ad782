import { crashEverywhere } from '../__testUtils__/crashes';
import { useWorlds } from '../__testUtils__/useWorlds';
import { World } from '../__testUtils__/World';

jest.setTimeout(120_000);

const worldOf = useWorlds();

const DEFINITION = 'apiextensions.k8s.io/CustomResourceDefinition';
const NAMESPACE = 'shared';

/** A bit of everything that a removal treats in a way of its own. */
const MANIFESTS = `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: widgets.example.com }
spec:
  group: example.com
  scope: Namespaced
  names: { kind: Widget, plural: widgets }
  versions: [{ name: v1, served: true, storage: true }]
---
apiVersion: example.com/v1
kind: Widget
metadata: { name: wheel }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
data: { size: small }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: "\${{ staging.name }}-reader" }
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db, annotations: { stagings.backstage.io/ignore-health: "true" } }
spec:
  selector: { matchLabels: { app: db } }
  template:
    metadata: { labels: { app: db } }
    spec: { containers: [{ name: db, image: "db:1" }] }
  volumeClaimTemplates: [{ metadata: { name: data } }]
`;

describe('the engine of a staging in a shared namespace dies', () => {
  /** A staging that is wanted, with a ConfigMap that existed before it. */
  async function wanted(): Promise<World> {
    const world = await worldOf(MANIFESTS);
    Object.assign(world.context.config.templates[0]!, {
      adopt: 'unowned',
      allowClusterScoped: [DEFINITION, 'rbac.authorization.k8s.io/ClusterRole'],
      prune: { maxShare: 0.5, allow: [DEFINITION] },
    });
    world.cluster.add({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: NAMESPACE },
    });
    world.cluster.add({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'settings', namespace: NAMESPACE },
    });
    await world.create({ namespace: NAMESPACE, ownsNamespace: false });
    return world;
  }

  /** One that is to be deleted, with a claim without labels of ours. */
  async function deleting(): Promise<World> {
    const world = await wanted();
    await world.settle();
    world.cluster.add({
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: {
        name: 'data-db-0',
        namespace: NAMESPACE,
        labels: { app: 'db' },
      },
    });
    await world.request('delete');
    return world;
  }

  const left = (world: World) =>
    world.cluster
      .all()
      .map(({ kind, metadata }) => `${kind} ${metadata.name}`)
      .sort();

  const STORIES: Array<
    [string, () => Promise<World>, (world: World) => Promise<void>]
  > = [
    [
      'deploys, before it is deleted',
      wanted,
      async world => {
        await world.settle();
        await world.request('delete');
        await world.settle();
      },
    ],
    ['is deleted', deleting, world => world.settle()],
  ];

  describe.each(STORIES)('while it %s', (_, start, finish) => {
    it.each(['before', 'after'] as const)(
      'and %s each call: what existed before is left, and nothing else',
      async moment => {
        const crashes = await crashEverywhere(start, moment, finish);
        expect(crashes.length).toBeGreaterThan(10);
        for (const { crashed, world } of crashes) {
          const { phase } = await world.staging();
          expect({ crashed, phase, left: left(world) }).toEqual({
            crashed,
            phase: 'deleted',
            left: ['ConfigMap settings', `Namespace ${NAMESPACE}`],
          });
        }
      },
    );
  });
});
