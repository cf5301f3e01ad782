import { readLog } from '../store';
import { useWorlds } from './__testUtils__/useWorlds';
import { World } from './__testUtils__/World';

jest.setTimeout(60_000);

const worldOf = useWorlds();

/** The second version has another image and one more object. */
const MANIFESTS = {
  'all.yaml': `
apiVersion: v1
kind: ConfigMap
metadata:
  name: extra
  annotations: { stagings.backstage.io/when: "\${{ parameters.version == '2' }}" }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: "shop:\${{ parameters.version }}" }] }
`,
};

const version = (name: string) => ({ parameters: { version: name } });

describe('cancelling a deploy', () => {
  async function created(): Promise<World> {
    const world = await worldOf(MANIFESTS);
    await world.create(version('1'));
    return world;
  }

  async function deployed(): Promise<World> {
    const world = await created();
    await world.settle();
    world.cluster.calls.length = 0;
    return world;
  }

  const writes = ({ cluster }: World) =>
    cluster.calls.filter(call => /^(apply|create|delete|patch) /.test(call));

  const objects = ({ cluster }: World) =>
    cluster
      .all()
      .map(({ kind, metadata }) => `${kind} ${metadata.name}`)
      .sort();

  const image = ({ cluster }: World) =>
    JSON.stringify(cluster.all().find(({ kind }) => kind === 'Deployment'));

  it('of which nothing was applied leaves what runs as it is', async () => {
    const world = await deployed();
    world.images.set('shop:2', { state: 'missing' });
    await world.change(version('2'));
    await world.turn();
    await expect(world.staging()).resolves.toMatchObject({ phase: 'waiting' });
    await world.cancel();
    await world.settle();

    expect(writes(world)).toEqual([]);
    await expect(world.staging()).resolves.toMatchObject({
      phase: 'running',
      phaseExplanation: undefined,
      ...version('1'),
      revision: 3,
      appliedRevision: 3,
      deployedRevision: 3,
    });
    await expect(world.operations()).resolves.toMatchObject([
      {
        kind: 'cancel',
        state: 'succeeded',
        revision: 3,
        actor: 'user:default/ann',
        changes: [{ path: 'parameters.version', from: '2', to: '1' }],
      },
      {
        kind: 'deploy',
        state: 'cancelled',
        revision: 2,
        message: 'Cancelled by user:default/ann',
      },
      { kind: 'deploy', state: 'succeeded', revision: 1 },
    ]);
  });

  it('goes on with the next change as if nothing had happened', async () => {
    const world = await deployed();
    world.images.set('shop:2', { state: 'missing' });
    await world.change(version('2'));
    await world.turn();
    await world.cancel();
    await world.settle();
    world.images.set('shop:2', { state: 'notListed' });
    await world.change(version('2'));
    await world.settle();

    await expect(world.outcome()).resolves.toMatchObject({
      phase: 'running',
      deployedRevision: 4,
    });
    expect(image(world)).toContain('shop:2');
    expect(objects(world)).toContain('ConfigMap extra');
  });

  it('that waits for health deploys the version before again, and prunes what only the cancelled one had', async () => {
    const world = await deployed();
    await world.change(version('2'));
    await world.turn();
    expect(image(world)).toContain('shop:2');
    expect(objects(world)).toContain('ConfigMap extra');
    await world.cancel();
    await world.settle();

    await expect(world.outcome()).resolves.toMatchObject({
      phase: 'running',
      deployedRevision: 3,
      operation: 'succeeded',
    });
    expect(image(world)).toContain('shop:1');
    expect(objects(world)).not.toContain('ConfigMap extra');
  });

  it('stops between two stages of the apply, never within one', async () => {
    const world = await deployed();
    await world.change(version('2'));
    let isCancelled = false;
    world.cluster.interfere = async (moment, call) => {
      const isMidway = moment === 'after' && call === 'apply ConfigMap extra';
      if (isCancelled || !isMidway) return;
      isCancelled = true;
      await world.cancel();
    };
    await world.settle();

    const [, cancelled] = await world.operations();
    const log = await readLog(world.context.db, cancelled!.id);
    expect(cancelled).toMatchObject({ state: 'cancelled' });
    const lines = log.map(({ message }) => message);
    expect(lines).toContain('Cancelled by user:default/ann');
    expect(lines).toContain('Created ConfigMap extra');
    expect(lines).not.toContain('Applied Deployment web');
    await expect(world.outcome()).resolves.toMatchObject({ phase: 'running' });
    expect(image(world)).toContain('shop:1');
    expect(objects(world)).not.toContain('ConfigMap extra');
  });

  it('of a first deploy has failed, and stays so when its objects become healthy', async () => {
    const world = await created();
    await world.turn();
    await world.cancel();
    await world.settle();
    await world.settle();

    await expect(world.staging()).resolves.toMatchObject({
      phase: 'failed',
      phaseExplanation: {
        reason: 'Cancelled',
        message: 'The first deploy was cancelled by user:default/ann',
      },
      deployedRevision: undefined,
    });
    await expect(world.operations()).resolves.toMatchObject([
      { kind: 'deploy', state: 'cancelled' },
    ]);
  });

  it.each([
    ['redeployed', 'redeploy', { phase: 'running', deployedRevision: 1 }],
    ['deleted', 'delete', { phase: 'deleted', objects: [], inventory: [] }],
  ] as const)('of a first deploy can be %s', async (_, request, outcome) => {
    const world = await created();
    await world.turn();
    await world.cancel();
    await world.request(request);
    await world.settle();

    await expect(world.outcome()).resolves.toMatchObject(outcome);
  });

  it('of a redeploy of which nothing was applied leaves what runs', async () => {
    const world = await deployed();
    world.images.set('shop:1', { state: 'missing' });
    await world.request('redeploy');
    await world.turn();
    await world.cancel();
    await world.settle();

    expect(writes(world)).toEqual([]);
    await expect(world.outcome()).resolves.toMatchObject({
      phase: 'running',
      appliedRevision: 1,
      deployedRevision: 1,
      operation: 'succeeded',
    });
  });

  it('of a redeploy that was applied in part says so: there is nothing else to go back to', async () => {
    const world = await deployed();
    await world.request('redeploy');
    world.cluster.interfere = async (moment, call) => {
      if (moment === 'after' && call.startsWith('apply')) {
        world.cluster.interfere = async () => {};
        await world.cancel();
      }
    };
    await world.settle();

    await expect(world.outcome()).resolves.toMatchObject({
      phase: 'failed',
      reason: 'Cancelled',
      operation: 'succeeded',
    });
    await world.request('redeploy');
    await world.settle();
    await expect(world.outcome()).resolves.toMatchObject({ phase: 'running' });
  });

  it('that is asked for twice is one cancel', async () => {
    const world = await deployed();
    await world.change(version('2'));
    await world.turn();
    await world.cancel();
    await world.cancel();
    await world.turn();
    await world.cancel();
    await world.settle();

    await expect(world.outcome()).resolves.toMatchObject({
      phase: 'running',
      deployedRevision: 3,
    });
    expect(image(world)).toContain('shop:1');
    await expect(world.operations()).resolves.toHaveLength(3);
  });

  it('is refused where nothing is being deployed', async () => {
    const world = await deployed();
    await expect(world.cancel()).rejects.toThrow(
      "shop is running, so it cannot take 'cancel'; it allows: update, redeploy, restart, archive, delete",
    );
  });

  it('is refused during a restore, which an archive turns round', async () => {
    const world = await deployed();
    await world.request('archive');
    await world.settle();
    await world.request('restore');
    await expect(world.cancel()).rejects.toThrow('it allows: update, archive');
  });
});

describe('the newest order', () => {
  let world: World;

  beforeEach(async () => {
    world = await worldOf(MANIFESTS);
    await world.create(version('1'));
  });

  it('is taken at the next safe point, and the one before says by what it was superseded', async () => {
    world.cluster.interfere = async (moment, call) => {
      if (moment === 'after' && call.startsWith('apply')) {
        world.cluster.interfere = async () => {};
        await world.change(version('2'));
      }
    };
    await world.settle();

    const [newer, older] = await world.operations();
    expect(newer).toMatchObject({ state: 'succeeded', revision: 2 });
    expect(older).toMatchObject({
      state: 'superseded',
      reason: 'Superseded',
      message:
        'Superseded by a newer order: deploy of revision 2, by user:default/ann',
    });
    expect(
      world.cluster.calls.filter(call => call === 'apply Deployment web'),
    ).toHaveLength(1);
  });

  it('is carried out though it asks for the same revision while the worker ends', async () => {
    world.images.set('shop:1', { state: 'missing' });
    await world.turn();
    world.images.set('shop:1', { state: 'notListed' });
    world.cluster.interfere = async (moment, call) => {
      const { phase } = await world.staging();
      if (
        moment === 'before' &&
        call.startsWith('get') &&
        phase === 'waiting'
      ) {
        world.cluster.interfere = async () => {};
        await world.request('redeploy');
      }
    };
    await world.settle();

    const operations = await world.operations();
    expect(operations.map(({ state }) => state)).not.toContain('queued');
    await expect(world.outcome()).resolves.toMatchObject({ phase: 'running' });
  });
});
