import { JsonObject } from '@backstage/types';
import { TemplateConfig } from '../../config/types';
import { KubeObject } from '../../model/kubeObject';
import { useWorlds } from '../__testUtils__/useWorlds';
import { World } from '../__testUtils__/World';
import { namespaceRef } from '../apply/ownership';

jest.setTimeout(60_000);

const worldOf = useWorlds();

const SETTINGS = `
apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
data: { size: small }
`;
const WIDGETS = `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: widgets.example.com }
spec:
  group: example.com
  scope: Namespaced
  names: { kind: Widget, plural: widgets }
  versions: [{ name: v1, served: true, storage: true }]
`;
const WIDGET = `
apiVersion: example.com/v1
kind: Widget
metadata: { name: wheel }
`;
const DEPLOYMENT = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: "shop:1" }] }
`;
const STATEFUL_SET = `
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
const DEFINITION = 'apiextensions.k8s.io/CustomResourceDefinition';

const namespace = (name: string): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name },
});
const inShared = (
  kind: string,
  name: string,
  more: Partial<KubeObject['metadata']> = {},
): KubeObject => ({
  apiVersion: 'v1',
  kind,
  metadata: { name, namespace: 'shared', ...more },
});
const namesOf = (world: World) =>
  world.cluster
    .all()
    .map(({ kind, metadata }) => `${kind} ${metadata.name}`)
    .sort();

describe('the removal of a staging', () => {
  /** A staging of these manifests, in the namespace `shared` or one of its own. */
  async function newWorld(
    manifests: string,
    template: Partial<TemplateConfig> = {},
    shared = false,
  ): Promise<World> {
    const world = await worldOf(manifests);
    Object.assign(world.context.config.templates[0]!, template);
    if (shared) world.cluster.add(namespace('shared'));
    await world.create(
      shared ? { namespace: 'shared', ownsNamespace: false } : {},
    );
    return world;
  }

  /** Holds the removal of an object up with a finalizer, or no longer. */
  async function holdUp(
    world: World,
    [group, kind, name]: readonly [string, string, string],
    finalizers: string[],
    inNamespace = 'shared',
  ) {
    await world.cluster.mergePatch(
      { group, version: 'v1', kind, namespace: inNamespace, name },
      { metadata: { finalizers } } as JsonObject,
    );
  }

  it('names what holds it up in a shared namespace, and ends when that goes', async () => {
    const world = await newWorld(SETTINGS, {}, true);
    await world.settle();
    await holdUp(world, ['', 'ConfigMap', 'settings'], ['example.com/wait']);
    await world.request('delete');
    await world.turn();
    await world.turn();

    expect(await world.staging()).toMatchObject({
      phase: 'deleting',
      phaseExplanation: {
        reason: 'FinalizerPending',
        message: 'ConfigMap settings waits for its finalizer example.com/wait',
        evidence: {
          object: { kind: 'ConfigMap', name: 'settings', namespace: 'shared' },
        },
      },
    });

    await holdUp(world, ['', 'ConfigMap', 'settings'], []);
    await world.settle();
    expect((await world.staging()).phase).toBe('deleted');
    expect(namesOf(world)).toEqual(['Namespace shared']);
  });

  it('leaves a namespace that somebody has taken over meanwhile, but none of its own objects', async () => {
    const world = await newWorld(SETTINGS);
    await world.settle();
    await world.cluster.mergePatch(namespaceRef('stg-shop'), {
      metadata: { labels: null },
    });
    await world.request('delete');
    await world.settle();
    expect((await world.staging()).phase).toBe('deleted');
    expect(namesOf(world)).toEqual(['Namespace stg-shop']);
  });

  it('waits for custom resources before their operator goes', async () => {
    const world = await newWorld([DEPLOYMENT, WIDGET].join('---'), {}, true);
    await world.settle();
    await holdUp(world, ['example.com', 'Widget', 'wheel'], ['example.com/op']);
    await world.request('delete');
    await world.turn();
    await world.turn();
    expect(namesOf(world)).toContain('Deployment web');
    expect((await world.staging()).phaseExplanation?.message).toBe(
      'Widget wheel waits for its finalizer example.com/op',
    );

    await holdUp(world, ['example.com', 'Widget', 'wheel'], []);
    await world.settle();
    expect(namesOf(world)).toEqual(['Namespace shared']);
  });

  describe('in a namespace of its own', () => {
    const NAMESPACE = 'stg-shop';
    const FINALIZER = 'example.com/slow';

    /** One of which an object takes its time to go. */
    async function deleting(kind: string): Promise<World> {
      const world = await newWorld([DEPLOYMENT, SETTINGS].join('---'));
      await world.settle();
      world.cluster.add({
        apiVersion: 'v1',
        kind,
        metadata: {
          name: 'slow',
          namespace: NAMESPACE,
          finalizers: [FINALIZER],
          labels: {
            'stagings.backstage.io/staging': 'shop',
            'stagings.backstage.io/installation': 'portal',
          },
        },
      });
      await world.request('delete');
      await world.turn();
      await world.turn();
      return world;
    }

    const isNamespaceDeleted = (world: World) =>
      world.cluster.calls.includes(`delete Namespace ${NAMESPACE}`);

    it.each(['Pod', 'PersistentVolumeClaim'])(
      'each %s is gone before the rest goes',
      async kind => {
        const world = await deleting(kind);
        expect(namesOf(world)).toEqual(
          [
            'ConfigMap settings',
            `Namespace ${NAMESPACE}`,
            `${kind} slow`,
          ].sort(),
        );
        expect((await world.staging()).phaseExplanation?.message).toBe(
          `${kind} slow waits for its finalizer ${FINALIZER}`,
        );
        expect(isNamespaceDeleted(world)).toBe(false);

        await holdUp(world, ['', kind, 'slow'], [], NAMESPACE);
        await world.settle();
        expect(namesOf(world)).toEqual([]);
      },
    );

    it('pods that take longer than pods usually do go with it', async () => {
      const world = await deleting('Pod');
      const { now } = world.context;
      world.context.now = () => now() + 36_000;
      await world.turn();
      expect(isNamespaceDeleted(world)).toBe(true);
    });

    it('pods that have ended are not waited for', async () => {
      const world = await deleting('Pod');
      await world.cluster.mergePatch(
        {
          group: '',
          version: 'v1',
          kind: 'Pod',
          namespace: NAMESPACE,
          name: 'slow',
        },
        { status: { phase: 'Succeeded' } },
      );
      await world.turn();
      expect(isNamespaceDeleted(world)).toBe(true);
    });
  });

  it('takes the claims of its StatefulSets along, labelled or not, and those of nobody else', async () => {
    const world = await newWorld(STATEFUL_SET, {}, true);
    await world.settle();
    for (const claim of [
      inShared('PersistentVolumeClaim', 'data-db-0', { labels: { app: 'db' } }),
      inShared('PersistentVolumeClaim', 'data-db-1', { labels: { app: 'db' } }),
      inShared('PersistentVolumeClaim', 'data-db-x', { labels: { app: 'db' } }),
      inShared('PersistentVolumeClaim', 'data-cache-0'),
    ]) {
      world.cluster.add(claim);
    }
    await world.request('delete');
    await world.settle();
    expect(namesOf(world)).toEqual([
      'Namespace shared',
      'PersistentVolumeClaim data-cache-0',
      'PersistentVolumeClaim data-db-x',
    ]);
  });

  describe('of one that took over what existed before', () => {
    const adopt = 'unowned';

    it('leaves the namespace and the objects, which belong to nobody again', async () => {
      const world = await newWorld([SETTINGS, DEPLOYMENT].join('---'), {
        adopt,
      });
      world.cluster.add(namespace('stg-shop'));
      world.cluster.add({
        ...inShared('ConfigMap', 'settings', { namespace: 'stg-shop' }),
        data: { size: 'large' },
      });
      await world.settle();
      expect(await world.staging()).toMatchObject({
        phase: 'running',
        ownsNamespace: false,
      });
      expect(world.cluster.all()).toContainEqual(
        expect.objectContaining({ kind: 'ConfigMap', data: { size: 'small' } }),
      );

      await world.request('delete');
      await world.settle();
      expect(namesOf(world)).toEqual([
        'ConfigMap settings',
        'Namespace stg-shop',
      ]);
      const settings = world.cluster
        .all()
        .find(({ kind }) => kind === 'ConfigMap');
      expect(Object.keys(settings?.metadata.labels ?? {})).not.toContain(
        'stagings.backstage.io/staging',
      );
      expect((await world.staging()).phase).toBe('deleted');
    });

    it('leaves the pods of a workload that existed before', async () => {
      const world = await newWorld(DEPLOYMENT, { adopt }, true);
      world.cluster.add({
        ...inShared('Deployment', 'web'),
        apiVersion: 'apps/v1',
        spec: { replicas: 1 },
      });
      await world.settle();
      await world.request('delete');
      await world.settle();
      expect((await world.staging()).phase).toBe('deleted');
      expect(namesOf(world)).toEqual([
        'Deployment web',
        'Namespace shared',
        'Pod web-0',
      ]);
    });

    it('never takes over what another staging has', async () => {
      const world = await newWorld(SETTINGS, { adopt }, true);
      world.cluster.add(
        inShared('ConfigMap', 'settings', {
          labels: {
            'stagings.backstage.io/staging': 'other',
            'stagings.backstage.io/installation': 'portal',
          },
        }),
      );
      await world.settle();
      expect(await world.staging()).toMatchObject({
        phase: 'failed',
        phaseExplanation: { reason: 'ObjectNotOurs' },
      });
    });
  });

  describe('of one with a definition of a kind', () => {
    const template = { allowClusterScoped: [DEFINITION] };
    const manifests = [WIDGET, WIDGETS].join('---');
    const allowed = {
      ...template,
      prune: { maxShare: 0.5, allow: [DEFINITION] },
    };

    it('leaves the definition, and says so', async () => {
      const world = await newWorld(manifests, template);
      await world.settle();
      expect((await world.staging()).phase).toBe('running');

      await world.request('delete');
      await world.settle();
      expect(namesOf(world)).toEqual([
        'CustomResourceDefinition widgets.example.com',
      ]);
      await expect(world.log()).resolves.toContainEqual(
        expect.stringContaining(
          'CustomResourceDefinition widgets.example.com, which belongs to the whole cluster',
        ),
      );
    });

    it('removes it where the template allows that', async () => {
      const world = await newWorld(manifests, allowed);
      await world.settle();
      await world.request('delete');
      await world.settle();
      expect(namesOf(world)).toEqual([]);
    });

    it('keeps it while anybody has an object of its kind', async () => {
      const world = await newWorld(manifests, allowed);
      await world.settle();
      world.cluster.add({
        ...inShared('Widget', 'theirs'),
        apiVersion: 'example.com/v1',
      });
      await world.request('delete');
      await world.settle();
      expect((await world.staging()).phase).toBe('deleted');
      expect(namesOf(world)).toEqual([
        'CustomResourceDefinition widgets.example.com',
        'Widget theirs',
      ]);
    });

    it('uses one that others brought as it is', async () => {
      const world = await newWorld(manifests, allowed);
      world.cluster.add({
        apiVersion: 'apiextensions.k8s.io/v1',
        kind: 'CustomResourceDefinition',
        metadata: { name: 'widgets.example.com' },
      });
      await world.settle();
      expect(await world.staging()).toMatchObject({ phase: 'running' });
      expect(world.cluster.calls).not.toContain(
        'apply CustomResourceDefinition widgets.example.com',
      );

      await world.request('delete');
      await world.settle();
      expect(namesOf(world)).toEqual([
        'CustomResourceDefinition widgets.example.com',
      ]);
    });
  });

  it('takes objects without a namespace along', async () => {
    const role = `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: "\${{ staging.name }}-reader" }
`;
    const world = await newWorld(role, {
      allowClusterScoped: ['rbac.authorization.k8s.io/ClusterRole'],
    });
    await world.settle();
    expect(namesOf(world)).toContain('ClusterRole shop-reader');

    await world.request('delete');
    await world.settle();
    expect(namesOf(world)).toEqual([]);
  });

  it('refuses an object of the whole cluster that somebody else made', async () => {
    const role = `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: "\${{ staging.name }}-reader" }
`;
    const world = await newWorld(role, {
      allowClusterScoped: ['rbac.authorization.k8s.io/ClusterRole'],
    });
    world.cluster.add({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name: 'shop-reader' },
    });
    await world.settle();
    expect((await world.staging()).phaseExplanation).toMatchObject({
      reason: 'ObjectNotOurs',
      message: `ClusterRole shop-reader exists in the cluster ${world.cluster.name} already, and does not belong to this staging`,
    });
  });
});
