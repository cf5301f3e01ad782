import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Staging } from 'backstage-plugin-stagings-common';
import { administrator, kubeConfigUrl } from '../harness/cluster';
import { breakControlPlane, cannotBreak } from '../harness/controlPlaneFault';
import {
  assertNotBroken,
  assertNothingWrong,
  logStatuses,
} from '../harness/statusLog';
import {
  branchName,
  isFailed,
  isRunning,
  liveObjects,
  until,
  useSuite,
} from '../harness/suite';
import { startTcpProxy, TcpProxy } from '../harness/tcpProxy';

/** How soon after a fault everything must have caught up. */
const CATCH_UP_MS = 60_000;

describe('a control plane that fails', { skip: cannotBreak }, () => {
  let proxy: TcpProxy;
  before(async () => {
    proxy = await startTcpProxy(kubeConfigUrl(process.env.KUBECONFIG!));
  });
  const suite = useSuite({
    adapt: config => {
      const [method] = config.kubernetes.clusterLocatorMethods;
      const [target, ...others] = method!.clusters;
      const clusters = [{ ...target, url: proxy.url }, ...others];
      const clusterLocatorMethods = [{ ...method, clusters }];
      return {
        ...config,
        kubernetes: { ...config.kubernetes, clusterLocatorMethods },
      };
    },
  });
  after(() => proxy.close());

  /**
   * Deleted together at the end, when the control plane stays: its simulated node asks once only for the end of a
   * pod, which would stay for ever where that meets a fault.
   */
  const made: Staging[] = [];

  async function create(topic: string, version = '1.4.0'): Promise<Staging> {
    const staging = await suite.client.createStaging({
      entityRef: 'component:default/shop',
      template: 'web-plain',
      branch: branchName(topic),
      parameters: { version },
    });
    made.push(staging);
    return staging;
  }

  let steady: Staging;
  before(async () => {
    const { id } = await create('steady');
    steady = await until(suite.client, id, 'running', isRunning);
  });

  /** Deletes all pods of the steady staging behind the portal's back. */
  async function deletePods(): Promise<void> {
    const call = administrator(process.env.KUBECONFIG!);
    const path = `/api/v1/namespaces/${steady.namespace}/pods`;
    const { status, text } = await call('DELETE', path, '', 'application/json');
    assert.equal(status, 200, text);
  }

  /** Pods are deleted and cannot start again for a while: the portal must see both, and soon. */
  async function expectThatChangesAreSeen(): Promise<void> {
    const frozen = breakControlPlane('freeze-node', '10');
    await sleep(300);
    await deletePods();
    await until(
      suite.client,
      steady.id,
      'without ready pods',
      ({ status }) => status.health !== 'healthy',
      8_000,
    );
    await frozen;
    await until(suite.client, steady.id, 'well again', isRunning, CATCH_UP_MS);
  }

  async function expectVersion(staging: Staging, version: string) {
    const deployments = await liveObjects(
      suite.cluster,
      '/apis/apps/v1',
      staging,
      'deployments',
    );
    const images = [...deployments.values()].flatMap(
      ({ spec }) =>
        spec?.template?.spec.containers.map(({ image }) => image) ?? [],
    );
    assert.ok(
      images.some(image => image?.endsWith(`:${version}`)),
      images.join(', '),
    );
  }

  it('killed and restarted in the middle of a deploy: the deploy goes on, with what was changed meanwhile', async t => {
    const created = await create('killed', 'slow');
    await until(
      suite.client,
      created.id,
      'deploying',
      ({ status }) => status.phase === 'deploying',
    );
    const statuses = logStatuses(t, suite.client, steady.id);
    const deploying = logStatuses(t, suite.client, created.id);
    await breakControlPlane('kill-apiserver');
    await sleep(3_000);
    await suite.client.updateStaging(created.id, {
      parameters: { version: '2.0.0' },
    });
    await sleep(2_000);
    await breakControlPlane('restart-apiserver');
    const running = await until(
      suite.client,
      created.id,
      'running',
      isRunning,
      CATCH_UP_MS,
    );
    await expectVersion(running, '2.0.0');
    assertNothingWrong(await statuses.stop());
    assertNotBroken(await deploying.stop());
    await expectThatChangesAreSeen();
  });

  it('paused for 20 s: nothing is called broken, and a deploy of that time succeeds', async t => {
    const statuses = logStatuses(t, suite.client, steady.id);
    const paused = breakControlPlane('pause-apiserver', '20');
    await sleep(500);
    const created = await create('paused');
    await paused;
    await until(suite.client, created.id, 'running', isRunning, CATCH_UP_MS);
    assertNothingWrong(await statuses.stop());
    await expectThatChangesAreSeen();
  });

  it('connections cut again and again: watches go on where they were', async t => {
    const statuses = logStatuses(t, suite.client, steady.id);
    for (let cut = 0; cut < 5; cut++) {
      proxy.reset();
      await sleep(700);
    }
    assertNothingWrong(await statuses.stop());
    await expectThatChangesAreSeen();
  });

  it('not reached for 10 s: a version that crashes, asked for meanwhile, is told soon after', async t => {
    const created = await create('refused');
    await until(suite.client, created.id, 'running', isRunning);
    const statuses = logStatuses(t, suite.client, steady.id);
    proxy.refuse();
    await sleep(2_000);
    await suite.client.updateStaging(created.id, {
      parameters: { version: 'crash' },
    });
    await sleep(8_000);
    proxy.goOn();
    const failed = await until(
      suite.client,
      created.id,
      'failed',
      isFailed,
      CATCH_UP_MS,
    );
    assert.equal(failed.status.health, 'degraded');
    assert.equal(failed.status.evidence?.container, 'web');
    assertNothingWrong(await statuses.stop());
    await expectThatChangesAreSeen();
  });

  it('compacted and restarted: watches begin anew', async t => {
    const statuses = logStatuses(t, suite.client, steady.id);
    await breakControlPlane('compact');
    await breakControlPlane('restart-apiserver');
    const created = await create('compacted');
    await until(suite.client, created.id, 'running', isRunning, CATCH_UP_MS);
    assertNothingWrong(await statuses.stop());
    await expectThatChangesAreSeen();
    for (const { id } of made) await suite.discard(id);
  });
});
