import { KubeObject } from '../model/kubeObject';
import { useWorlds } from './__testUtils__/useWorlds';
import { World } from './__testUtils__/World';

jest.setTimeout(120_000);

const worldOf = useWorlds();

/** Whether an object of the template is there depends on the parameter `old`. */
const MANIFESTS = {
  'config.yaml': `
apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
data: { host: "\${{ staging.host }}", size: "\${{ parameters.size }}" }
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: old
  annotations: { stagings.backstage.io/when: "\${{ parameters.old }}" }
`,
  'web.yaml': `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: shop:1
          env: [{ name: SIZE, value: "\${{ parameters.size }}" }]
`,
};

const namesOf = (objects: KubeObject[]) =>
  objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`).sort();

describe('the life of a staging', () => {
  async function deployed(): Promise<World> {
    const world = await worldOf(MANIFESTS);
    await world.create();
    await world.settle();
    return world;
  }

  it('begins with a deploy that ends running and healthy', async () => {
    const world = await deployed();

    await expect(world.outcome()).resolves.toMatchObject({
      phase: 'running',
      health: 'healthy',
      appliedRevision: 1,
      deployedRevision: 1,
      operation: 'succeeded',
      inventory: [
        { object: 'ConfigMap old', actuation: 'applied', isLive: true },
        { object: 'ConfigMap settings', actuation: 'applied', isLive: true },
        { object: 'Deployment web', actuation: 'applied', isLive: true },
        { object: 'Namespace stg-shop', actuation: 'applied', isLive: true },
      ],
    });
    expect(world.cluster.all()).toContainEqual(
      expect.objectContaining({
        kind: 'ConfigMap',
        data: { host: 'shop.example.com', size: 'small' },
      }),
    );
  });

  it('remembers everything before it applies anything', async () => {
    const world = await worldOf(MANIFESTS);
    await world.create();
    const remembered: number[] = [];
    world.cluster.interfere = async (moment, call) => {
      if (moment !== 'before' || !call.startsWith('apply')) return;
      remembered.push((await world.inventory()).length);
    };
    await world.turn();

    expect(remembered).toEqual([4, 4, 4, 4]);
  });

  it('refuses an object of somebody else, and writes nothing', async () => {
    const world = await worldOf(MANIFESTS);
    await world.create({ namespace: 'shared', ownsNamespace: false });
    world.cluster.add({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'shared' },
    });
    world.cluster.add({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'settings', namespace: 'shared' },
    });
    const before = world.cluster.all();
    await world.settle();

    await expect(world.outcome()).resolves.toMatchObject({
      phase: 'failed',
      reason: 'ObjectNotOurs',
      operation: 'failed',
      inventory: [],
    });
    expect(world.cluster.all()).toEqual(before);
  });

  it.each([
    ['of somebody else', false, 'NamespaceTaken', 'failed'],
    ['that is missing', true, 'NamespaceMissing', 'failed'],
  ] as const)('refuses a namespace %s', async (_, isMissing, reason, phase) => {
    const world = await worldOf(MANIFESTS);
    await world.create({ ownsNamespace: !isMissing });
    if (!isMissing) {
      world.cluster.add({
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: 'stg-shop' },
      });
    }
    await world.settle();

    await expect(world.outcome()).resolves.toMatchObject({ phase, reason });
  });

  it('waits while the namespace of an earlier staging is being removed', async () => {
    const world = await worldOf(MANIFESTS);
    await world.create();
    world.cluster.add({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: 'stg-shop',
        deletionTimestamp: new Date().toISOString(),
      },
    });

    await expect(world.turn()).resolves.toBe(true);
    await expect(world.outcome()).resolves.toMatchObject({
      phase: 'waiting',
      reason: 'NamespaceTerminating',
    });
    world.cluster.advance();
    await world.settle();
    await expect(world.outcome()).resolves.toMatchObject({ phase: 'running' });
  });

  it('removes what a new render lacks, and nothing else', async () => {
    const world = await deployed();
    world.cluster.add({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'made-by-hand', namespace: 'stg-shop' },
    });
    await world.change({ parameters: { old: false, size: 'big' } });
    world.cluster.calls.length = 0;
    await world.settle();

    expect(
      world.cluster.calls.filter(call => call.startsWith('delete')),
    ).toEqual(['delete ConfigMap old']);
    expect(namesOf(world.cluster.all())).toEqual([
      'ConfigMap made-by-hand',
      'ConfigMap settings',
      'Deployment web',
      'Namespace stg-shop',
      'Pod web-0',
    ]);
    await expect(world.outcome()).resolves.toMatchObject({
      phase: 'running',
      deployedRevision: 2,
    });
  });

  it('keeps what runs when a new revision cannot be rendered', async () => {
    const world = await deployed();
    const before = world.cluster.all();
    await world.change({ parameters: { old: true } });
    await world.settle();

    await expect(world.outcome()).resolves.toMatchObject({
      phase: 'failed',
      deployedRevision: 1,
      operation: 'failed',
    });
    expect(namesOf(world.cluster.all())).toEqual(namesOf(before));
  });

  it('records counts once when it is archived, and brings them back', async () => {
    const world = await deployed();
    await world.scale(3);
    await world.request('archive');
    await world.settle();

    const archived = await world.staging();
    expect(archived).toMatchObject({
      phase: 'archived',
      health: 'suspended',
      recordedScales: [{ kind: 'Deployment', name: 'web', replicas: 3 }],
    });
    expect(namesOf(world.cluster.all())).toEqual([
      'ConfigMap old',
      'ConfigMap settings',
      'Deployment web',
      'Namespace stg-shop',
    ]);

    await world.request('restore');
    await world.settle();
    await expect(world.outcome()).resolves.toMatchObject({
      phase: 'running',
      recordedScales: undefined,
    });
    expect(namesOf(world.cluster.all())).toContain('Pod web-2');
  });

  it('can be archived though its template is broken', async () => {
    const world = await deployed();
    await world.request('archive', { template: 'gone' });
    await world.settle();

    await expect(world.outcome()).resolves.toMatchObject({
      phase: 'archived',
      operation: 'succeeded',
    });
  });

  it('ends with nothing left in the cluster', async () => {
    const world = await deployed();
    await world.request('delete');
    await world.settle();

    await expect(world.outcome()).resolves.toMatchObject({
      phase: 'deleted',
      operation: 'succeeded',
      inventory: [],
      objects: [],
    });
  });

  it('ends without asking any cluster where nothing was ever applied', async () => {
    const world = await worldOf(MANIFESTS);
    await world.create();
    await world.request('delete');
    await world.settle();

    expect(world.cluster.calls).toEqual([]);
    await expect(world.outcome()).resolves.toMatchObject({ phase: 'deleted' });
  });

  it('leaves the namespace that it shares, and what others have there', async () => {
    const world = await worldOf(MANIFESTS);
    const others: KubeObject[] = [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shared' } },
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'theirs', namespace: 'shared' },
      },
    ];
    for (const object of others) world.cluster.add(object);
    await world.create({ namespace: 'shared', ownsNamespace: false });
    await world.settle();
    expect(namesOf(world.cluster.all())).toContain('Deployment web');
    await world.request('delete');
    await world.settle();

    expect(namesOf(world.cluster.all())).toEqual(namesOf(others));
  });
});
