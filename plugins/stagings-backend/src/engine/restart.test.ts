import { useWorlds } from './__testUtils__/useWorlds';
import { World } from './__testUtils__/World';

jest.setTimeout(60_000);

const worldOf = useWorlds();

const deployment = (name: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec: { containers: [{ name: ${name}, image: "shop:\${{ parameters.version }}" }] }
---`;

const WEB = { kind: 'Deployment', name: 'web' };
const ANNOTATION = 'stagings.backstage.io/restarted-by';

describe('a restart', () => {
  async function deployed(manifests: string): Promise<World> {
    const world = await worldOf(manifests);
    await world.create({ parameters: { version: '1' } });
    await world.settle();
    world.cluster.calls.length = 0;
    return world;
  }

  const patches = ({ cluster }: World) =>
    cluster.calls.filter(call => call.startsWith('patch'));

  function restartedBy({ cluster }: World, name: string) {
    const workload = cluster
      .all()
      .find(
        object => object.kind === 'Deployment' && object.metadata.name === name,
      );
    const template = workload?.spec?.template as
      | { metadata: { annotations?: Record<string, string> } }
      | undefined;
    return template?.metadata.annotations?.[ANNOTATION];
  }

  it('of all workloads touches each once, and changes neither phase nor revision', async () => {
    const world = await deployed(deployment('web') + deployment('api'));
    await world.restart();
    await world.turn();
    await world.settle();

    const [operation] = await world.operations();
    expect(patches(world).sort()).toEqual([
      'patch Deployment api',
      'patch Deployment web',
    ]);
    expect(restartedBy(world, 'web')).toBe(operation!.id);
    expect(operation).toMatchObject({
      kind: 'restart',
      state: 'succeeded',
      revision: 1,
      message: expect.stringMatching(/^Restarted Deployment (api|web), /),
    });
    await expect(world.staging()).resolves.toMatchObject({
      phase: 'running',
      revision: 1,
      deployedRevision: 1,
    });
  });

  it('of one workload leaves the others alone', async () => {
    const world = await deployed(deployment('web') + deployment('api'));
    await world.restart(WEB);
    await world.settle();

    expect(patches(world)).toEqual(['patch Deployment web']);
    await expect(world.operations()).resolves.toMatchObject([
      { state: 'succeeded', resource: WEB },
      { kind: 'deploy' },
    ]);
  });

  it('is not taken back by the next deploy', async () => {
    const world = await deployed(deployment('web'));
    await world.restart();
    await world.settle();
    const restart = restartedBy(world, 'web');
    await world.change({ parameters: { version: '2' } });
    await world.settle();

    expect(restart).toBeDefined();
    expect(restartedBy(world, 'web')).toBe(restart);
  });

  it('does not make another one void: of two at once each workload restarts once', async () => {
    const world = await deployed(deployment('web') + deployment('api'));
    await world.restart(WEB);
    await world.restart();
    await world.settle();

    expect(patches(world)).toHaveLength(2);
    const operations = await world.operations();
    expect(operations.map(({ state }) => state)).toEqual([
      'succeeded',
      'succeeded',
      'succeeded',
    ]);
  });

  it('ends failed with the reason where the new pods do not come up, and the staging runs on', async () => {
    const world = await deployed(deployment('web'));
    await world.restart();
    await world.turn();
    const startedAt = world.context.now();
    jest
      .spyOn(world.context, 'now')
      .mockImplementation(() => startedAt + 60 * 60_000);
    await world.turn();

    await expect(world.outcome()).resolves.toMatchObject({
      phase: 'running',
      reason: undefined,
      operation: 'failed',
    });
    await expect(world.operations()).resolves.toMatchObject([
      { kind: 'restart', reason: 'RestartTimeout' },
      { kind: 'deploy' },
    ]);
  });

  it.each([
    ['paused', 'paused: true', 'Deployment web is paused'],
    ['updated by hand', 'updateStrategy: { type: OnDelete }', 'OnDelete'],
  ])('of a workload that is %s fails with that', async (_, field, reason) => {
    const world = await deployed(
      deployment('web').replace('spec:\n', `spec:\n  ${field}\n`),
    );
    await world.restart(WEB);
    await world.settle();

    expect(patches(world)).toEqual([]);
    await expect(world.operations()).resolves.toMatchObject([
      {
        state: 'failed',
        reason: 'NotRestartable',
        message: expect.stringContaining(reason),
      },
      { kind: 'deploy' },
    ]);
  });

  it('is superseded by a change, which is deployed', async () => {
    const world = await deployed(deployment('web'));
    await world.restart();
    await world.change({ parameters: { version: '2' } });
    await world.settle();

    expect(patches(world)).toEqual([]);
    await expect(world.operations()).resolves.toMatchObject([
      { kind: 'deploy', state: 'succeeded' },
      { kind: 'restart', state: 'superseded' },
      { kind: 'deploy', state: 'succeeded' },
    ]);
  });

  it.each([
    [{ kind: 'Deployment', name: 'db' }, 'shop has no Deployment db'],
    [{ kind: 'ConfigMap', name: 'web' }, 'a ConfigMap cannot be restarted'],
    [{ kind: 'Pod', name: 'web-0' }, 'shop has no Pod web-0'],
  ])('of %j is refused', async (resource, message) => {
    const world = await deployed(
      `${deployment('web')}
apiVersion: v1
kind: ConfigMap
metadata: { name: web }
`,
    );
    await expect(world.restart(resource)).rejects.toThrow(message);
  });

  it('is refused where nothing could be restarted, and while it is archived', async () => {
    const world = await deployed(`
apiVersion: v1
kind: ConfigMap
metadata: { name: web }
`);
    await expect(world.restart()).rejects.toThrow(
      'shop has no Deployment, StatefulSet or DaemonSet to restart',
    );
    await world.request('archive');
    await expect(world.restart()).rejects.toThrow('it allows: update, restore');
  });
});
