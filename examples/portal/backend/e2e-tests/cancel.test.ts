import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Operation, Staging } from 'backstage-plugin-stagings-common';
import {
  branchName,
  isFailed,
  isRunning,
  liveObjects,
  until,
  useSuite,
} from './harness/suite';

const suite = useSuite();
const entityRef = 'component:default/shop';

async function deployed(topic: string): Promise<Staging> {
  const { id } = await suite.client.createStaging({
    entityRef,
    template: 'web-plain',
    branch: branchName(topic),
    parameters: { version: '1.0.0', workers: 1 },
  });
  return until(suite.client, id, 'running', isRunning);
}

const isDeploying = ({ status }: Staging) => status.phase === 'deploying';

async function untilEnded(id: string): Promise<Operation> {
  for (let tries = 0; tries < 300; tries++) {
    const [newest] = await suite.client.listOperations(id);
    if (newest?.endedAt) return newest;
    await sleep(200);
  }
  throw new Error('The operation does not end');
}

describe('cancelling a deploy', () => {
  it('that waits for an image leaves what runs untouched', async () => {
    const run = Date.now().toString(36);
    await suite.registry.push('stagings/shop', `cancel-${run}`);
    const created = await suite.client.createStaging({
      entityRef,
      template: 'pushed-image',
      branch: branchName('cancel-wait'),
      parameters: { version: `cancel-${run}` },
    });
    const { id } = created;
    const running = await until(suite.client, id, 'running', isRunning);
    const pods = async () => [
      ...(await liveObjects(suite.cluster, '/api/v1', running, 'pods')).keys(),
    ];
    const before = await pods();
    await suite.client.updateStaging(id, {
      parameters: { version: `never-${run}` },
    });
    await until(
      suite.client,
      id,
      'waiting',
      ({ status }) => status.phase === 'waiting',
    );
    await suite.client.command(id, 'cancel');
    const back = await until(suite.client, id, 'running', isRunning, 5_000);

    assert.equal(back.revision, 3);
    assert.equal(back.status.deployedRevision, 3);
    assert.equal(back.parameters.version, `cancel-${run}`);
    assert.deepEqual(await pods(), before);
    const [cancel, change] = await suite.client.listOperations(id);
    assert.equal(cancel?.kind, 'cancel');
    assert.equal(cancel?.state, 'succeeded');
    assert.equal(change?.state, 'cancelled');
    assert.match(change?.message ?? '', /^Cancelled by /);
    await suite.discard(id);
  });

  it('in the middle of a rollout returns to the version before', async () => {
    const { id } = await deployed('cancel-rollout');
    const staging = await suite.client.updateStaging(id, {
      parameters: { version: 'slow', workers: 0 },
    });
    const image = async () => {
      const live = await liveObjects(
        suite.cluster,
        '/apis/apps/v1',
        staging,
        'deployments',
      );
      return live.get('web')?.spec?.template?.spec.containers[0]?.image;
    };
    while (!(await image())?.endsWith(':slow')) await sleep(50);
    const deploying = await until(suite.client, id, 'deploying', isDeploying);
    assert.ok(deploying.allowedActions.includes('cancel'));
    await suite.client.command(id, 'cancel');
    const back = await until(
      suite.client,
      id,
      'running again',
      s => isRunning(s) && s.status.deployedRevision === 3,
    );

    assert.equal(back.version, '1.0.0');
    assert.match((await image()) ?? '', /:1\.0\.0$/);
    assert.match((await suite.cluster.open(back.host)).text, /shop:1\.0\.0/);
    const nodes = await suite.client.listResources(id);
    assert.ok(nodes.some(({ name }) => name === 'worker'));
    await suite.discard(id);
  });

  it('that is the first one ends failed; it can be changed or deleted', async () => {
    const create = () =>
      suite.client.createStaging({
        entityRef,
        template: 'web-plain',
        branch: branchName('cancel-first'),
        parameters: { version: 'slow', workers: 0 },
      });
    for (const wayOn of ['change', 'delete'] as const) {
      const { id } = await create();
      await until(suite.client, id, 'deploying', isDeploying);
      await suite.client.command(id, 'cancel');
      const failed = await until(suite.client, id, 'failed', isFailed, 5_000);
      assert.equal(failed.status.reason, 'Cancelled');
      assert.match(failed.status.message ?? '', /was cancelled by/);
      if (wayOn === 'change') {
        await suite.client.updateStaging(id, {
          parameters: { version: '1.0.0' },
        });
        await until(suite.client, id, 'running', isRunning);
      }
      await suite.discard(id);
    }
  });

  it('is refused where nothing is under way, and says what is allowed', async () => {
    const { id, name } = await deployed('cancel-nothing');
    await assert.rejects(suite.client.command(id, 'cancel'), (error: Error) => {
      assert.match(error.message, /409/);
      assert.ok(
        JSON.stringify(error).includes(
          `${name} is running, so it cannot take 'cancel'; it allows: update, redeploy, restart, archive, delete`,
        ),
        JSON.stringify(error),
      );
      return true;
    });
    await suite.discard(id);
  });
});

describe('restarting', () => {
  const podsOf = async (staging: Staging, workload: string) => {
    const live = await liveObjects(suite.cluster, '/api/v1', staging, 'pods');
    return [...live.values()]
      .filter(
        ({ metadata }) =>
          metadata.name.startsWith(`${workload}-`) &&
          !metadata.deletionTimestamp,
      )
      .map(({ metadata }) => metadata.uid)
      .sort();
  };
  const replicaSetsOf = async (staging: Staging, workload: string) => {
    const live = await liveObjects(
      suite.cluster,
      '/apis/apps/v1',
      staging,
      'replicasets',
    );
    return [...live.keys()].filter(name => name.startsWith(`${workload}-`));
  };

  it('one workload replaces its pods once, and the next deploy does not take that back', async () => {
    const staging = await deployed('restart');
    const { id } = staging;
    const web = await podsOf(staging, 'web');
    const worker = await podsOf(staging, 'worker');
    const answer = await suite.client.restartStaging(id, {
      resource: { kind: 'Deployment', name: 'web' },
    });
    assert.equal(answer.status.phase, 'running');
    assert.equal(answer.revision, 1);
    const restart = await untilEnded(id);

    assert.equal(restart.kind, 'restart');
    assert.equal(restart.state, 'succeeded', restart.message);
    assert.equal(restart.message, 'Restarted Deployment web');
    assert.equal((await replicaSetsOf(staging, 'web')).length, 2);
    assert.equal((await replicaSetsOf(staging, 'worker')).length, 1);
    assert.notDeepEqual(await podsOf(staging, 'web'), web);
    assert.deepEqual(await podsOf(staging, 'worker'), worker);

    const restarted = await podsOf(staging, 'web');
    await suite.client.command(id, 'redeploy');
    await untilEnded(id);
    assert.deepEqual(await podsOf(staging, 'web'), restarted);
    await suite.discard(id);
  });

  it('all of it, with the portal killed right after the request, happens once', async () => {
    const staging = await deployed('restart-killed');
    await suite.client.command(staging.id, 'restart');
    await suite.portal.stop('SIGKILL');
    await suite.portal.start();
    const restart = await untilEnded(staging.id);

    assert.equal(restart.state, 'succeeded', restart.message);
    assert.equal((await replicaSetsOf(staging, 'web')).length, 2);
    assert.equal((await replicaSetsOf(staging, 'worker')).length, 2);
    await suite.discard(staging.id);
  });

  it('what the staging does not have is a bad request', async () => {
    const { id } = await deployed('restart-unknown');
    await assert.rejects(
      suite.client.restartStaging(id, {
        resource: { kind: 'Deployment', name: 'nothing' },
      }),
      /400/,
    );
    await suite.discard(id);
  });
});

describe('the events of a staging', () => {
  it('show the pull that fails, newest first', async () => {
    const { id } = await suite.client.createStaging({
      entityRef,
      template: 'web-plain',
      branch: branchName('events'),
      parameters: { version: 'missing', workers: 0 },
    });
    await until(suite.client, id, 'failed', isFailed);
    const events = await suite.client.listEvents(id);

    const failure = events.find(
      ({ type, reason }) => type === 'Warning' && reason === 'Failed',
    );
    assert.equal(failure?.object.kind, 'Pod');
    assert.match(failure?.object.name ?? '', /^web-/);
    assert.match(failure?.message ?? '', /shop:missing/);
    const times = events.map(({ lastSeen }) => lastSeen);
    assert.deepEqual(times, [...times].sort().reverse());
    await suite.discard(id);
  });
});
