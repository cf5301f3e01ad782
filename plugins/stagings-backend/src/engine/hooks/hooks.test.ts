import { KubeObject } from '../../model/kubeObject';
import { StagingRecord } from '../../model/staging';
import { crashEverywhere } from '../__testUtils__/crashes';
import { useWorlds } from '../__testUtils__/useWorlds';
import { World } from '../__testUtils__/World';

jest.setTimeout(120_000);

const worldOf = useWorlds();

function job(name: string, image: string, annotations: string): string {
  return `---
apiVersion: batch/v1
kind: Job
metadata: { name: ${name}, annotations: { ${annotations} } }
spec:
  ttlSecondsAfterFinished: 60
  template:
    spec:
      restartPolicy: Never
      containers: [{ name: run, image: "${image}" }]
`;
}

const WEB = `---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: "shop:\${{ parameters.version }}" }] }
`;

const SETTINGS = `---
apiVersion: v1
kind: ConfigMap
metadata:
  name: migration
  annotations: { helm.sh/hook: "pre-install,pre-upgrade", helm.sh/hook-weight: "-1" }
data: { version: "\${{ parameters.version }}" }
`;

const MANIFESTS =
  WEB +
  SETTINGS +
  job(
    'migrate',
    'migrate:${{ parameters.version }}',
    'helm.sh/hook: "pre-install,pre-upgrade"',
  ) +
  job(
    'notify',
    'notify:${{ parameters.version }}',
    'helm.sh/hook: post-upgrade, helm.sh/hook-delete-policy: hook-succeeded',
  ) +
  job('seed', 'seed:1', 'helm.sh/hook: post-install') +
  job('verify', 'verify:1', 'helm.sh/hook: test');

const DELETE_HOOKS =
  WEB +
  job('export', 'export:${{ parameters.bye }}', 'helm.sh/hook: pre-delete') +
  job('report', 'report:1', 'helm.sh/hook: post-delete');

describe('hooks', () => {
  async function created(version = '1', manifests = MANIFESTS): Promise<World> {
    const world = await worldOf(manifests);
    await world.create({ parameters: { version, bye: '1' } });
    return world;
  }

  async function deployed(manifests = MANIFESTS): Promise<World> {
    const world = await created('1', manifests);
    await world.settle();
    await expect(world.outcome()).resolves.toMatchObject({ phase: 'running' });
    world.cluster.runs.length = 0;
    world.cluster.calls.length = 0;
    return world;
  }

  function find(world: World, kind: string, name: string): KubeObject {
    const isWanted = (object: KubeObject) =>
      object.kind === kind && object.metadata.name === name;
    return world.cluster.all().find(isWanted)!;
  }

  const imageOf = (world: World) =>
    JSON.stringify(find(world, 'Deployment', 'web').spec);

  it('that are at work when the deploy is cancelled may end; what ran before is running again at once', async () => {
    const world = await deployed();
    await world.change({ parameters: { version: '2', bye: '1' } });
    await world.turn();
    expect(find(world, 'Job', 'migrate')).toBeDefined();
    world.cluster.calls.length = 0;
    await world.cancel();
    await world.turn();

    await expect(world.staging()).resolves.toMatchObject({
      phase: 'running',
      deployedRevision: 3,
    });
    expect(find(world, 'Job', 'migrate')).toBeDefined();
    expect(world.cluster.calls).toEqual([]);
    expect(imageOf(world)).not.toContain(':2');
  });

  it('run around the first deploy as an install', async () => {
    const world = await created();
    await world.turn();
    expect(find(world, 'Job', 'migrate').metadata.labels).toMatchObject({
      'stagings.backstage.io/operation':
        expect.stringMatching(/^[0-9a-f-]{36}$/),
      'stagings.backstage.io/hook': 'pre-install',
      'stagings.backstage.io/staging': 'shop',
    });
    expect(find(world, 'Job', 'migrate').spec).not.toHaveProperty(
      'ttlSecondsAfterFinished',
    );
    expect(find(world, 'Deployment', 'web')).toBeUndefined();
    expect(find(world, 'ConfigMap', 'migration').data).toEqual({
      version: '1',
    });

    await world.settle();
    expect(world.cluster.runs).toEqual(['migrate migrate:1', 'seed seed:1']);
    await expect(world.outcome()).resolves.toMatchObject({
      phase: 'running',
      health: 'healthy',
      operation: 'succeeded',
    });
  });

  it('of Argo CD run around a deploy too, and what does not is told', async () => {
    const phase = (name: string) => `argocd.argoproj.io/hook: ${name}`;
    const argo =
      WEB +
      job('migrate', 'migrate:1', phase('PreSync')) +
      job('notify', 'notify:1', phase('PostSync')) +
      job('mend', 'mend:1', phase('SyncFail'));
    const world = await created('1', argo);
    await world.turn();
    expect(find(world, 'Job', 'migrate')).toBeDefined();
    expect(find(world, 'Deployment', 'web')).toBeUndefined();

    await world.settle();
    expect(world.cluster.runs).toEqual([
      'migrate migrate:1',
      'notify notify:1',
    ]);
    expect(await world.log()).toContain(
      'warning: Job mend in all.yaml does not run for SyncFail of Argo CD',
    );
  });

  it('let the old version run until a change is migrated', async () => {
    const world = await deployed();
    await world.change({ parameters: { version: '2' } });
    await world.turn();
    world.cluster.advance();
    world.cluster.calls.length = 0;
    await expect(world.turn()).resolves.toBe(true);

    expect(world.cluster.calls).toEqual(['get Job migrate', 'list pods']);
    expect((await world.staging()).phaseExplanation).toMatchObject({
      reason: 'HookRunning',
      message: expect.stringMatching(
        /^Waiting for the pre-upgrade hook Job migrate/,
      ),
    });
    expect(imageOf(world)).toContain('shop:1');

    await world.settle();
    expect(imageOf(world)).toContain('shop:2');
    expect(world.cluster.runs).toEqual([
      'migrate migrate:2',
      'notify notify:2',
    ]);
    expect(find(world, 'Job', 'notify')).toBeUndefined();
    expect(find(world, 'Job', 'migrate')).toBeDefined();
    await expect(world.outcome()).resolves.toMatchObject({
      phase: 'running',
      deployedRevision: 2,
    });
  });

  it('fail the deploy with the end of their log, and leave what runs', async () => {
    const world = await deployed();
    world.cluster.logs.set('migrate-0', 'connecting\nno such table: users\n');
    await world.change({ parameters: { version: 'fail' } });
    await world.settle();

    const staging = await world.staging();
    expect(staging).toMatchObject({
      phase: 'failed',
      deployedRevision: 1,
      phaseExplanation: {
        reason: 'HookFailed',
        message:
          'The pre-upgrade hook failed: Container run of Job migrate failed: exit code 1',
        evidence: {
          container: 'run',
          exitCode: 1,
          image: 'migrate:fail',
        },
        hint: { audience: 'engineer' },
      },
    });
    await expect(world.log()).resolves.toContain(
      'info: The end of the log of migrate-0, container run:\nconnecting\nno such table: users',
    );
    expect(imageOf(world)).toContain('shop:1');

    await world.change({ parameters: { version: '3' } });
    await world.settle();
    await expect(world.outcome()).resolves.toMatchObject({ phase: 'running' });
    expect(world.cluster.runs).toEqual([
      'migrate migrate:fail',
      'migrate migrate:3',
      'notify notify:3',
    ]);
  });

  it('that fail afterwards are not made good by health', async () => {
    const broken = WEB + job('seed', 'seed:fail', 'helm.sh/hook: post-install');
    const world = await created('1', broken);
    await world.settle();
    const failed = await world.outcome();
    expect(failed).toMatchObject({
      phase: 'failed',
      reason: 'HookFailed',
      health: 'healthy',
      deployedRevision: undefined,
    });

    await world.settle();
    await expect(world.outcome()).resolves.toEqual(failed);
  });

  it('are not run again when somebody deletes one at work', async () => {
    const world = await deployed();
    await world.change({ parameters: { version: '2' } });
    await world.turn();
    world.cluster.advance();
    await world.cluster.delete(
      {
        group: 'batch',
        version: 'v1',
        kind: 'Job',
        namespace: 'stg-shop',
        name: 'migrate',
      },
      { propagation: 'Background' },
    );
    await world.settle();

    await expect(world.outcome()).resolves.toMatchObject({
      phase: 'failed',
      reason: 'HookFailed',
    });
    expect(world.cluster.runs).toEqual(['migrate migrate:2']);
  });

  it('of an earlier operation may finish before the next one runs', async () => {
    const world = await deployed();
    await world.change({ parameters: { version: '2' } });
    await world.turn();
    world.cluster.advance();
    await world.change({ parameters: { version: '3' } });
    await world.turn();

    expect((await world.staging()).phaseExplanation?.message).toBe(
      'Job migrate of an earlier operation is still running',
    );
    await world.settle();
    expect(world.cluster.runs).toEqual([
      'migrate migrate:2',
      'migrate migrate:3',
      'notify notify:3',
    ]);
  });

  it('do not run on archive and restore', async () => {
    const world = await deployed();
    await world.request('archive');
    await world.settle();
    await world.request('restore');
    await world.settle();

    await expect(world.outcome()).resolves.toMatchObject({ phase: 'running' });
    expect(world.cluster.runs).toEqual([]);
  });

  it('of a restore with changes are left to a redeploy, and the log says so', async () => {
    const world = await deployed();
    await world.request('archive');
    await world.settle();
    await world.request('restore', { parameters: { version: '2' } });
    const { context, id } = world;
    await context.db('stagings').where({ id }).update({ revision: 2 });
    await world.settle();

    expect(world.cluster.runs).toEqual([]);
    await expect(world.log()).resolves.toContain(
      'warning: A restore runs no hooks, but this one brings changes; redeploy to run them',
    );
  });

  it('are pruned when the template has them no more', async () => {
    const changing = `${WEB}${SETTINGS}`.replace(
      'annotations: {',
      'annotations: { stagings.backstage.io/when: "${{ parameters.version == \'1\' }}",',
    );
    const world = await deployed(changing);
    expect(find(world, 'ConfigMap', 'migration')).toBeDefined();
    await world.change({ parameters: { version: '2' } });
    await world.settle();

    expect(find(world, 'ConfigMap', 'migration')).toBeUndefined();
    const names = (await world.inventory()).map(({ name }) => name);
    expect(names).not.toContain('migration');
  });

  it('run before and after the delete', async () => {
    const world = await deployed(DELETE_HOOKS);
    await world.request('delete');
    await world.turn();
    world.cluster.advance();
    expect(find(world, 'Deployment', 'web')).toBeDefined();
    await world.settle();

    expect(world.cluster.runs).toEqual(['export export:1', 'report report:1']);
    await expect(world.outcome()).resolves.toMatchObject({
      phase: 'deleted',
      objects: [],
    });
  });

  it.each<[string, Partial<StagingRecord>]>([
    ['fail', { parameters: { version: '1', bye: 'fail' } }],
    ['cannot be rendered any more', { template: 'gone' }],
  ])('before a delete that %s do not hold it up', async (_, change) => {
    const world = await deployed(DELETE_HOOKS);
    await world.request('delete', change);
    await world.settle();

    await expect(world.outcome()).resolves.toMatchObject({ phase: 'deleted' });
    await expect(world.log()).resolves.toContainEqual(
      expect.stringMatching(/^error: .*; the delete goes on without it$/),
    );
  });

  const STORIES: Array<[string, () => Promise<World>]> = [
    ['a first deploy', () => created()],
    [
      'a change with a migration',
      async () => {
        const world = await deployed();
        await world.change({ parameters: { version: '2' } });
        return world;
      },
    ],
    [
      'a change whose migration fails',
      async () => {
        const world = await deployed();
        await world.change({ parameters: { version: 'fail' } });
        return world;
      },
    ],
    [
      'a delete',
      async () => {
        const world = await deployed(DELETE_HOOKS);
        await world.request('delete');
        return world;
      },
    ],
  ];

  describe.each(STORIES)('%s', (_, begin) => {
    it.each(['before', 'after'] as const)(
      'runs each hook once and ends the same when the process dies %s any call',
      async moment => {
        const undisturbed = await begin();
        await undisturbed.settle();
        const outcome = await undisturbed.outcome();
        const { runs } = undisturbed.cluster;

        const crashes = await crashEverywhere(begin, moment);
        expect(crashes.length).toBeGreaterThan(10);
        for (const { crashed, world } of crashes) {
          expect({
            crashed,
            outcome: await world.outcome(),
            runs: world.cluster.runs,
          }).toEqual({ crashed, outcome, runs });
        }
      },
    );
  });
});
