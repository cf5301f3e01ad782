import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  branchName,
  isFailed,
  isRunning,
  liveObjects,
  useSuite,
  until,
} from './harness/suite';

const suite = useSuite();

describe('a staging whose image is missing', () => {
  it('says which image in which container cannot be pulled, and recovers with a good tag', async () => {
    const created = await suite.client.createStaging({
      entityRef: 'component:default/shop',
      template: 'web',
      branch: branchName('missing'),
      parameters: { version: 'missing' },
    });
    const failed = await until(suite.client, created.id, 'failed', isFailed);
    assert.equal(failed.status.health, 'degraded');
    assert.equal(
      failed.status.evidence?.image,
      'registry.example.com/shop/shop:missing',
    );
    assert.equal(failed.status.evidence?.container, 'web');
    assert.match(failed.status.message ?? '', /cannot pull .*shop:missing/);
    assert.ok(failed.status.hint?.text);

    await suite.client.updateStaging(created.id, {
      parameters: { version: '1.0.1' },
    });
    const running = await until(suite.client, created.id, 'running', isRunning);
    assert.equal(running.status.message, undefined);
    await suite.discard(created.id);
  });
});

describe('a backend that is killed in the middle of a deploy', () => {
  it('finishes the deploy after the next start, once', async () => {
    const created = await suite.client.createStaging({
      entityRef: 'component:default/shop',
      template: 'web',
      branch: branchName('killed'),
      parameters: { version: '3.0.0' },
    });
    await until(
      suite.client,
      created.id,
      'deploying',
      s => s.status.phase === 'deploying',
    );
    await suite.portal.stop('SIGKILL');
    await suite.portal.start();

    const running = await until(suite.client, created.id, 'running', isRunning);
    const operations = await suite.client.listOperations(created.id);
    assert.deepEqual(
      operations.map(({ kind, state }) => ({ kind, state })),
      [{ kind: 'deploy', state: 'succeeded' }],
    );
    const replicaSets = await liveObjects(
      suite.cluster,
      '/apis/apps/v1',
      running,
      'replicasets',
    );
    assert.equal(replicaSets.size, 1, 'one version was rolled out, once');
    await suite.discard(created.id);
  });
});

describe('a backend in production that is told to stop', () => {
  it('ends in under two seconds, with an open log stream and running watches', async () => {
    const created = await suite.client.createStaging({
      entityRef: 'component:default/shop',
      template: 'web-plain',
      branch: branchName('stopped'),
    });
    await until(suite.client, created.id, 'running', isRunning);
    const tree = await suite.client.listResources(created.id);
    const pod = tree
      .flatMap(node => node.children)
      .find(node => node.kind === 'Pod');

    const frames: string[] = [];
    const following = (async () => {
      for await (const frame of suite.client.followPodLog(
        created.id,
        pod!.name,
        {
          container: 'web',
        },
      )) {
        frames.push(frame.type);
      }
    })();
    while (frames.length === 0) await sleep(50);

    const took = await suite.portal.stop('SIGTERM');
    assert.ok(took < 2_000, `it took ${took} ms`);
    await following;
    assert.equal(frames[0], 'line');

    await suite.portal.start();
    await suite.discard(created.id);
  });
});
