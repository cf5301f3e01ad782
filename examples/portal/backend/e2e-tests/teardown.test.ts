import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Staging } from 'backstage-plugin-stagings-common';
import { grantDefinitions, platformClient } from './harness/administrator';
import { administrator } from './harness/cluster';
import { SuiteConfig } from './harness/portalConfig';
import {
  branchName,
  isRunning,
  liveObjects,
  remove,
  until,
  useSuite,
} from './harness/suite';

const { KUBECONFIG } = process.env;
const HOLD = 'e2e.stagings.example.com/hold';
const WIDGETS = { group: 'e2e.stagings.example.com', plural: 'widgets' };
const DEFINITION = 'apiextensions.k8s.io/CustomResourceDefinition';
const DEFINITION_PATH = `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${WIDGETS.plural}.${WIDGETS.group}`;
const SHARED = `e2e-shared-${Date.now().toString(36)}`;

function template(name: string, more: object = {}) {
  return {
    name,
    title: name,
    cluster: 'target',
    manifests: { path: join(__dirname, 'templates', name) },
    parameters: { type: 'object' },
    ...more,
  };
}

const templates = [
  template('teardown'),
  template('shared-set', { namespace: SHARED }),
  template('many', {
    adopt: 'unowned',
    parameters: {
      type: 'object',
      properties: { many: { type: 'boolean', default: true } },
    },
  }),
  template('widgets', {
    allowClusterScoped: [DEFINITION, 'rbac.authorization.k8s.io/ClusterRole'],
    prune: { allow: [DEFINITION] },
  }),
];

function adapt(config: SuiteConfig) {
  const { stagings, ...rest } = config;
  return {
    ...rest,
    stagings: {
      ...stagings,
      templates: [...stagings.templates, ...templates],
    },
  };
}

describe('the end of a staging', () => {
  const suite = useSuite({ adapt });

  async function running(
    name: string,
    more: { name?: string } = {},
  ): Promise<Staging> {
    const staging = await suite.client.createStaging({
      entityRef: 'component:default/shop',
      template: name,
      branch: branchName(name),
      ...more,
    });
    return until(suite.client, staging.id, 'running', isRunning);
  }

  const pathOf = (staging: Staging, plural: string, name: string) =>
    `/api/v1/namespaces/${staging.namespace}/${plural}/${name}`;

  /** Gives an object this many finalizers of the test's: one, or none any more. */
  const hold = (path: string, finalizers: string[]) =>
    suite.cluster.edit('PATCH', path, { metadata: { finalizers } });

  const names = async (staging: Staging, plural: string) => [
    ...(await liveObjects(suite.cluster, '/api/v1', staging, plural)).keys(),
  ];

  const namespaces = async () =>
    (await suite.cluster.list('/api/v1/namespaces')).map(
      ({ metadata }) => metadata.name,
    );

  async function makeNamespace(name: string): Promise<void> {
    if (KUBECONFIG) {
      await administrator(KUBECONFIG)(
        'POST',
        '/api/v1/namespaces',
        { apiVersion: 'v1', kind: 'Namespace', metadata: { name } },
        'application/json',
      );
    }
  }

  const says = (text: string) => (staging: Staging) =>
    staging.status.message?.includes(text) ?? false;

  it('names what holds it up, one thing after the other, and comes by itself when that goes', async () => {
    const staging = await running('teardown');
    const [pod = ''] = await names(staging, 'pods');
    const held = {
      pod: pathOf(staging, 'pods', pod),
      claim: pathOf(staging, 'persistentvolumeclaims', 'data'),
      config: pathOf(staging, 'configmaps', 'settings'),
    };
    for (const path of Object.values(held)) await hold(path, [HOLD]);
    await suite.client.deleteStaging(staging.id);

    const byPod = await until(
      suite.client,
      staging.id,
      'held up by its pod',
      says(`Pod ${pod} waits for its finalizer ${HOLD}`),
    );
    assert.deepEqual(byPod.status.evidence?.object, {
      kind: 'Pod',
      name: pod,
      namespace: staging.namespace,
    });
    assert.equal(byPod.status.hint?.audience, 'platform');
    assert.equal(byPod.status.phase, 'deleting');
    assert.ok(!byPod.allowedActions.includes('forget'), 'for a service');

    await hold(held.pod, []);
    await until(
      suite.client,
      staging.id,
      'held up by its claim or its ConfigMap',
      says(`waits for its finalizer ${HOLD}`),
    );
    await hold(held.config, []);
    await until(
      suite.client,
      staging.id,
      'held up by its claim',
      says(`PersistentVolumeClaim data waits for its finalizer ${HOLD}`),
    );
    await hold(held.claim, []);
    await until(
      suite.client,
      staging.id,
      'deleted',
      ({ status }) => status.phase === 'deleted',
    );
    assert.ok(!(await namespaces()).includes(staging.namespace));
  });

  it('can be had by administrators alone while something holds it up; what stays is listed', async () => {
    const staging = await running('teardown');
    const config = pathOf(staging, 'configmaps', 'settings');
    await hold(config, [HOLD]);
    await suite.client.deleteStaging(staging.id);
    const platform = await platformClient(suite.portal);
    const heldUp = await until(
      platform,
      staging.id,
      'held up',
      says(`ConfigMap settings waits for its finalizer ${HOLD}`),
    );
    assert.ok(heldUp.allowedActions.includes('forget'));
    await assert.rejects(suite.client.command(staging.id, 'forget'), /403/);
    await assert.rejects(suite.client.listClusters(), /403/);

    const forgotten = await platform.command(staging.id, 'forget');
    assert.equal(forgotten.status.phase, 'deleted');
    const [operation] = await platform.listOperations(staging.id);
    assert.equal(operation?.kind, 'forget');
    const { log } = await platform.getOperation(operation!.id);
    assert.ok(
      log.some(({ message }) => message.includes('ConfigMap settings')),
    );

    const orphan = await orphanOf(staging, orphans => orphans.length > 0);
    assert.deepEqual(
      orphan.map(({ kind, name }) => `${kind} ${name}`),
      [`Namespace ${staging.namespace}`],
    );
    await hold(config, []);
    await orphanOf(staging, orphans => orphans.length === 0);
  });

  /** What the clusters' list says is left of a staging, as soon as it is as wanted. */
  async function orphanOf(
    staging: Staging,
    wanted: (orphans: { kind: string; name: string }[]) => boolean,
  ) {
    const platform = await platformClient(suite.portal);
    const deadline = Date.now() + 60_000;
    for (;;) {
      const since = Date.now();
      const clusters = await platform.listClusters();
      assert.ok(Date.now() - since < 7_000, 'a dead cluster holds it up');
      const dead = clusters.find(({ name }) => name === 'unreachable');
      assert.equal(dead?.reachable, false);
      const target = clusters.find(({ name }) => name === 'target');
      assert.match(target?.version ?? '', /^v1\./);
      const orphans = target!.orphans.filter(o => o.staging === staging.name);
      if (wanted(orphans)) return orphans;
      assert.ok(Date.now() < deadline, JSON.stringify(orphans));
      await sleep(500);
    }
  }

  it(
    'leaves a shared namespace, and takes the claims of its StatefulSets along',
    { skip: !KUBECONFIG && 'needs a cluster that others can write to' },
    async () => {
      await makeNamespace(SHARED);
      const one = await running('shared-set');
      const other = await running('shared-set');
      const claim = `data-${one.name}-0`;
      // As of a StatefulSet that was there before its claims were labelled.
      await suite.cluster.edit(
        'PATCH',
        pathOf(one, 'persistentvolumeclaims', claim),
        {
          metadata: {
            labels: {
              'stagings.backstage.io/staging': null,
              'stagings.backstage.io/installation': null,
            },
          },
        },
      );
      await remove(suite.client, one.id);
      for (const plural of ['configmaps', 'pods', 'persistentvolumeclaims']) {
        const left = await names(other, plural);
        assert.ok(!left.some(name => name.includes(one.name)), String(left));
        assert.ok(
          left.some(name => name.includes(other.name)),
          String(left),
        );
      }
      await remove(suite.client, other.id);
      assert.ok((await namespaces()).includes(SHARED));
      await suite.cluster.edit('DELETE', `/api/v1/namespaces/${SHARED}`);
    },
  );

  it(
    'leaves a namespace and an object that existed before',
    { skip: !KUBECONFIG && 'needs a cluster that others can write to' },
    async () => {
      const name = `e2e-adopt-${Date.now().toString(36)}`;
      const namespace = `stg-${name}`;
      await makeNamespace(namespace);
      await administrator(KUBECONFIG!)(
        'POST',
        `/api/v1/namespaces/${namespace}/configmaps`,
        {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: 'settings' },
        },
        'application/json',
      );
      const staging = await running('many', { name });
      await remove(suite.client, staging.id);
      assert.deepEqual(
        (await names(staging, 'configmaps')).filter(
          config => config !== 'kube-root-ca.crt',
        ),
        ['settings'],
      );
      await suite.cluster.edit('DELETE', `/api/v1/namespaces/${namespace}`);
    },
  );

  it('removes a large part of a staging only when somebody confirms it', async () => {
    const staging = await running('many');
    await suite.client.updateStaging(staging.id, {
      parameters: { many: false },
    });
    const held = await until(
      suite.client,
      staging.id,
      'running at revision 2',
      s => isRunning(s) && s.status.deployedRevision === 2,
    );
    assert.equal(held.status.reason, 'PruneNotConfirmed');
    assert.match(held.status.message ?? '', /^6 of 8 objects are kept/);
    const [operation] = await suite.client.listOperations(staging.id);
    assert.equal(operation?.state, 'succeeded');
    assert.equal(operation?.reason, 'PruneNotConfirmed');
    assert.ok((await names(staging, 'configmaps')).includes('part-6'));

    await suite.client.redeployStaging(staging.id, { prune: true });
    await until(
      suite.client,
      staging.id,
      'running without a warning',
      s => isRunning(s) && s.status.reason === undefined,
    );
    assert.ok(!(await names(staging, 'configmaps')).includes('part-6'));
    await remove(suite.client, staging.id);
  });

  it(
    'takes definitions, their objects and cluster roles along where the template may bring them',
    { skip: !KUBECONFIG && 'the practice cluster has no definitions' },
    async test => {
      const revoke = await grantDefinitions(
        administrator(KUBECONFIG!),
        WIDGETS,
      );
      test.after(revoke);
      const staging = await running('widgets');
      const role = `/apis/rbac.authorization.k8s.io/v1/clusterroles/${staging.name}-reader`;
      const widgets = `/apis/${WIDGETS.group}/v1/namespaces/${staging.namespace}/widgets`;
      assert.equal((await suite.cluster.list(widgets)).length, 1);
      assert.equal((await suite.cluster.get(role)).status, 200);

      await hold(`${widgets}/wheel`, [HOLD]);
      await suite.client.deleteStaging(staging.id);
      await until(
        suite.client,
        staging.id,
        'held up by its widget',
        says(`Widget wheel waits for its finalizer ${HOLD}`),
      );
      assert.ok((await namespaces()).includes(staging.namespace));
      await hold(`${widgets}/wheel`, []);
      await until(
        suite.client,
        staging.id,
        'deleted',
        ({ status }) => status.phase === 'deleted',
      );
      assert.equal((await suite.cluster.get(role)).status, 404);
      assert.equal((await suite.cluster.get(DEFINITION_PATH)).status, 404);
    },
  );
});
