import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Staging } from 'backstage-plugin-stagings-common';
import { Live } from './harness/cluster';
import {
  branchName,
  isFailed,
  isRunning,
  liveObjects,
  until,
  useSuite,
  remove,
} from './harness/suite';

const START_LIMIT_MS = 20_000;

describe('a chart with hooks', () => {
  const suite = useSuite();
  let staging: Staging;

  const migration = async () => {
    const jobs = await liveObjects(
      suite.cluster,
      '/apis/batch/v1',
      staging,
      'jobs',
    );
    return jobs.get(`${staging.name}-migrate`);
  };
  /** The migration that follows, as soon as it is there. */
  const nextMigration = async (before: Live | undefined) => {
    const deadline = Date.now() + START_LIMIT_MS;
    for (;;) {
      const job = await migration();
      if (job && job.metadata.uid !== before?.metadata.uid) return job;
      assert.ok(Date.now() < deadline, 'no migration was started');
      await sleep(50);
    }
  };
  const pods = async () => [
    ...(await liveObjects(suite.cluster, '/api/v1', staging, 'pods')).values(),
  ];
  const logOfLast = async () => {
    const [last] = await suite.client.listOperations(staging.id);
    const { log } = await suite.client.getOperation(last!.id);
    return log.map(({ message }) => message);
  };

  /** Whether pods of a version are younger than the end of the migration. */
  const requireMigratedFirst = async (version: string) => {
    const job = await migration();
    const completed = Date.parse(job?.status?.completionTime ?? '');
    const images = (await pods()).filter(pod =>
      pod.spec?.containers?.some(({ image }) =>
        image?.endsWith(`/shop:${version}`),
      ),
    );
    assert.ok(images.length > 0);
    for (const { metadata } of images) {
      assert.ok(Date.parse(metadata.creationTimestamp ?? '') >= completed);
    }
  };

  it('is migrated before its first pods start, and its tests are ignored', async () => {
    staging = await suite.client.createStaging({
      entityRef: 'component:default/shop',
      template: 'hooks-chart',
      branch: branchName('hooks'),
      parameters: { version: '1.0.0', migration: '1.0.0' },
    });
    staging = await until(suite.client, staging.id, 'running', isRunning);

    await requireMigratedFirst('1.0.0');
    const names = (await pods()).map(({ metadata }) => metadata.name);
    assert.ok(!names.includes(`${staging.name}-test`));
    const log = await logOfLast();
    const steps = [
      `The hook Job ${staging.name}-migrate (pre-install) has succeeded`,
      `Created Deployment ${staging.name}`,
      `The hook Job ${staging.name}-seed (post-install) has succeeded`,
      `Removed the hook Job ${staging.name}-seed: hook-succeeded`,
    ];
    assert.deepEqual(
      log.filter(message => steps.includes(message)),
      steps,
    );
  });

  it('is migrated once before the pods of a new version start', async () => {
    const first = await migration();
    await suite.client.updateStaging(staging.id, {
      parameters: { version: '2.0.0' },
    });
    staging = await until(
      suite.client,
      staging.id,
      'running at revision 2',
      s => isRunning(s) && s.status.deployedRevision === 2,
    );

    assert.notEqual((await migration())?.metadata.uid, first?.metadata.uid);
    await requireMigratedFirst('2.0.0');
    assert.match((await suite.cluster.open(staging.host)).text, /shop:2\.0\.0/);
    const started = (await logOfLast()).filter(message =>
      message.startsWith('Started the hook'),
    );
    assert.deepEqual(started, [
      `Started the hook Job ${staging.name}-migrate (pre-upgrade)`,
    ]);
  });

  it('keeps the old version where the migration fails, and shows its log', async () => {
    await suite.client.updateStaging(staging.id, {
      parameters: { version: '3.0.0', migration: 'fail' },
    });
    staging = await until(suite.client, staging.id, 'failed', isFailed);

    const { reason, message, evidence, hint, deployedRevision } =
      staging.status;
    assert.equal(reason, 'HookFailed');
    assert.equal(
      message,
      `The pre-upgrade hook failed: Container migrate of Job ${staging.name}-migrate failed: exit code 1`,
    );
    assert.equal(evidence?.exitCode, 1);
    assert.equal(hint?.audience, 'engineer');
    assert.equal(deployedRevision, 2);
    assert.ok(
      (await logOfLast()).some(line => line.includes('migrating to 3.0.0')),
    );
    assert.equal(staging.status.health, 'healthy');
    const answer = await suite.cluster.open(staging.host);
    assert.equal(answer.status, 200);
    assert.match(answer.text, /shop:2\.0\.0/);
  });

  it('goes on once the migration is mended, though the backend dies while it runs', async () => {
    const failed = await migration();
    await suite.client.updateStaging(staging.id, {
      parameters: { migration: '3.0.0' },
    });
    const started = await nextMigration(failed);
    await suite.portal.stop('SIGKILL');
    await suite.portal.start();
    staging = await until(
      suite.client,
      staging.id,
      'running at revision 4',
      s => isRunning(s) && s.status.deployedRevision === 4,
    );

    assert.equal((await migration())?.metadata.uid, started.metadata.uid);
    await requireMigratedFirst('3.0.0');
  });

  it('runs no hooks on archive and restore', async () => {
    const before = await migration();
    await suite.client.command(staging.id, 'archive');
    await until(
      suite.client,
      staging.id,
      'archived',
      s => s.status.phase === 'archived',
    );
    await suite.client.command(staging.id, 'restore');
    await until(suite.client, staging.id, 'running', isRunning);

    assert.equal((await migration())?.metadata.uid, before?.metadata.uid);
  });

  it('leaves nothing when it is deleted', async () => {
    await remove(suite.client, staging.id);
    assert.equal(await migration(), undefined);
  });
});
