import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  branchName,
  isRunning,
  liveObjects,
  until,
  useSuite,
  remove,
} from './harness/suite';

const PUSH_TO_RUNNING_LIMIT_MS = 10_000;

describe('a staging whose image is not pushed yet', () => {
  const suite = useSuite();
  /** No other run pushes these, since the registry may be shared. */
  const run = Date.now().toString(36);
  const isWaiting = ({ status }: { status: { phase: string } }) =>
    status.phase === 'waiting';

  it('waits for it, deploys by itself when it is pushed, and keeps what runs while the next one is missing', async () => {
    const image = `${suite.registry.host}/stagings/shop`;
    const created = await suite.client.createStaging({
      entityRef: 'component:default/shop',
      template: 'pushed-image',
      branch: branchName('images'),
      parameters: { version: `1-${run}` },
    });
    const { id } = created;
    const waiting = await until(suite.client, id, 'waiting', isWaiting);
    assert.equal(waiting.status.reason, 'ImageMissing');
    assert.equal(
      waiting.status.message,
      `Waiting for image ${image}:1-${run} to be pushed`,
    );
    assert.equal(waiting.status.evidence?.image, `${image}:1-${run}`);
    assert.equal(waiting.status.hint?.audience, 'engineer');
    const { status } = await suite.cluster.get(
      `/api/v1/namespaces/${created.namespace}`,
    );
    assert.equal(status, 404, 'nothing is written while it waits');

    await sleep(5_000);
    const digest = await suite.registry.push('stagings/shop', `1-${run}`);
    const running = await until(
      suite.client,
      id,
      'running',
      isRunning,
      PUSH_TO_RUNNING_LIMIT_MS,
    );
    const [operation] = await suite.client.listOperations(id);
    const { log } = await suite.client.getOperation(operation!.id);
    const lines = log.map(({ message }) => message);
    assert.ok(
      lines.includes(`Image ${image}:1-${run} is ${digest}`),
      `${lines}`,
    );

    const pods = () => liveObjects(suite.cluster, '/api/v1', running, 'pods');
    const before = [...(await pods()).keys()];
    await suite.client.updateStaging(id, {
      parameters: { version: `2-${run}` },
    });
    await until(suite.client, id, 'waiting', isWaiting);
    assert.deepEqual([...(await pods()).keys()], before);
    await suite.registry.push('stagings/shop', `2-${run}`);
    await until(
      suite.client,
      id,
      'running',
      isRunning,
      PUSH_TO_RUNNING_LIMIT_MS,
    );

    await remove(suite.client, id);
  });
});
