import assert from 'node:assert/strict';
import { describe, it, TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { OperationWithLog, Staging } from 'backstage-plugin-stagings-common';
import {
  branchName,
  isRunning,
  liveObjects,
  remove,
  until,
  useSuite,
} from './harness/suite';

/** A repair shows up well within this; the portal waits longer only for those who work against it. */
const REPAIRED_WITHIN_MS = 15_000;
const LOOK_EVERY_MS = 100;
const STAGING_LABEL = 'stagings.backstage.io/staging';

describe('what somebody does to a staging past the portal', () => {
  const suite = useSuite();
  let staging: Staging;

  const path = (api: string, plural: string, name: string) =>
    `${api}/namespaces/${staging.namespace}/${plural}/${name}`;
  const deployment = () => path('/apis/apps/v1', 'deployments', 'web');
  const configMap = () => path('/api/v1', 'configmaps', 'settings');

  async function repairs(): Promise<OperationWithLog[]> {
    const operations = await suite.client.listOperations(staging.id);
    return Promise.all(
      operations
        .filter(({ kind }) => kind === 'repair')
        .map(({ id }) => suite.client.getOperation(id)),
    );
  }

  /** Waits for the next repair; answers it with the milliseconds that it took. */
  async function nextRepair(known: number) {
    const since = Date.now();
    for (;;) {
      const all = await repairs();
      const [newest] = all;
      if (all.length > known && newest?.endedAt) {
        return { repair: newest, took: Date.now() - since };
      }
      assert.ok(
        Date.now() - since < REPAIRED_WITHIN_MS,
        `not repaired: ${JSON.stringify(all.map(({ log }) => log))}`,
      );
      await sleep(LOOK_EVERY_MS);
    }
  }

  async function live(objectPath: string) {
    const { status, body } = await suite.cluster.get(objectPath);
    return status === 200 ? body : undefined;
  }

  it('begins with a staging that runs', async () => {
    staging = await suite.client.createStaging({
      entityRef: 'component:default/shop',
      template: 'drifting',
      branch: branchName('drift'),
    });
    staging = await until(suite.client, staging.id, 'running', isRunning);
    assert.deepEqual(await repairs(), []);
  });

  const stories: {
    title: string;
    act: () => Promise<void>;
    isRepaired: () => Promise<boolean>;
    says: RegExp;
  }[] = [
    {
      title: 'a Deployment that was deleted comes back',
      act: () => suite.cluster.edit('DELETE', deployment()),
      isRepaired: async () => Boolean(await live(deployment())),
      says: /^Deployment web was deleted; made it again$/,
    },
    {
      title: 'a ConfigMap that was deleted comes back',
      act: () => suite.cluster.edit('DELETE', configMap()),
      isRepaired: async () => Boolean(await live(configMap())),
      says: /^ConfigMap settings was deleted; made it again$/,
    },
    {
      title: 'a field that was changed is set back',
      act: () =>
        suite.cluster.edit('PATCH', deployment(), { spec: { replicas: 3 } }),
      isRepaired: async () => (await live(deployment()))?.spec?.replicas === 1,
      says: /^Deployment web was changed by somebody else; set it back$/,
    },
    {
      title: 'a label that was taken away is given back',
      act: () =>
        suite.cluster.edit('PATCH', configMap(), {
          metadata: { labels: { [STAGING_LABEL]: null } },
        }),
      isRepaired: async () =>
        (await live(configMap()))?.metadata?.labels?.[STAGING_LABEL] ===
        staging.name,
      says: /^ConfigMap settings had lost its labels; gave them back$/,
    },
  ];
  async function prove(
    { act, isRepaired, says }: (typeof stories)[number],
    t: TestContext,
  ) {
    const known = (await repairs()).length;
    await act();
    const { repair, took } = await nextRepair(known);
    t.diagnostic(`repaired after ${took} ms`);

    assert.equal(repair.actor, 'system');
    assert.equal(repair.state, 'succeeded');
    const said = repair.log.filter(({ message }) => says.test(message));
    assert.equal(said.length, 1, JSON.stringify(repair.log));
    assert.ok(await isRepaired());
    const after = await until(suite.client, staging.id, 'healthy', isRunning);
    assert.equal(after.revision, 1);
  }
  for (const story of stories) {
    it(`${story.title}, and the history tells`, t => prove(story, t));
  }

  it('is repaired once: what the portal wrote itself is nothing to repair', async () => {
    const known = (await repairs()).length;
    await sleep(8_000);
    assert.equal((await repairs()).length, known);
    assert.equal(known, stories.length);
  });

  it('an archived staging that is scaled up is archived again', async t => {
    await suite.client.command(staging.id, 'archive');
    await until(
      suite.client,
      staging.id,
      'archived',
      s => s.status.phase === 'archived',
    );
    const known = (await repairs()).length;
    await suite.cluster.edit('PATCH', deployment(), { spec: { replicas: 2 } });
    const { repair, took } = await nextRepair(known);
    t.diagnostic(`archived again after ${took} ms`);

    assert.match(repair.log[0]!.message, /^Pod .* came back although/);
    const pods = await liveObjects(suite.cluster, '/api/v1', staging, 'pods');
    assert.equal(pods.size, 0);
    const { status } = await suite.client.getStaging(staging.id);
    assert.equal(status.phase, 'archived');
  });

  it('restores the count from before the archive', async () => {
    await suite.client.command(staging.id, 'restore');
    await until(suite.client, staging.id, 'running', isRunning);
    assert.equal((await live(deployment()))?.spec?.replicas, 1);
  });

  it('leaves nothing behind', async () => {
    await remove(suite.client, staging.id);
  });
});
