import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { Staging } from 'backstage-plugin-stagings-common';
import { SuiteConfig } from './harness/portalConfig';
import {
  branchName,
  isFailed,
  isRunning,
  liveObjects,
  remove,
  until,
  useSuite,
} from './harness/suite';

const { KUBECONFIG } = process.env;
const needsCluster = {
  skip: KUBECONFIG ? false : 'needs the API server of KUBECONFIG',
};

function template(name: string, folder: string, isolation?: object) {
  return {
    name,
    cluster: 'target',
    manifests: { path: join(__dirname, 'templates', folder) },
    parameters: { type: 'object' },
    ...(isolation && { isolation }),
  };
}

const templates = [
  template('guarded', 'guarded', { quota: { pods: 10 } }),
  template('one-pod', 'guarded', { quota: { pods: 1 } }),
  template('restricted', 'guarded', {
    podSecurity: { enforce: 'restricted' },
    quota: 'none',
  }),
  template('reaching-out', 'reaching-out'),
];

function adapt(config: SuiteConfig) {
  return {
    ...config,
    stagings: {
      ...config.stagings,
      isolation: {
        limits: { default: { memory: '64Mi' } },
        network: { fromNamespaces: ['ingress'] },
      },
      templates: [...config.stagings.templates, ...templates],
    },
  };
}

describe('what guards a cluster from stagings', () => {
  const suite = useSuite({ adapt });

  function create(name: string): Promise<Staging> {
    return suite.client.createStaging({
      entityRef: 'component:default/shop',
      template: name,
      branch: branchName(name),
    });
  }

  it('stands in the namespace, is part of the staging, and goes with it', async () => {
    const { id } = await create('guarded');
    const staging = await until(suite.client, id, 'running', isRunning);

    const { body } = await suite.cluster.get(
      `/api/v1/namespaces/${staging.namespace}`,
    );
    assert.equal(
      body.metadata?.labels?.['pod-security.kubernetes.io/enforce'],
      'baseline',
    );
    for (const [api, plural] of [
      ['/api/v1', 'resourcequotas'],
      ['/api/v1', 'limitranges'],
      ['/apis/networking.k8s.io/v1', 'networkpolicies'],
    ] as const) {
      const live = await liveObjects(suite.cluster, api, staging, plural);
      assert.ok(live.has('backstage-stagings'), plural);
    }
    const preview = await suite.client.preview({ stagingId: id });
    assert.deepEqual(preview.problems, []);
    assert.deepEqual(
      preview.objects
        .filter(({ name }) => name === 'backstage-stagings')
        .map(({ kind, action }) => `${kind} ${action}`)
        .sort(),
      [
        'LimitRange unchanged',
        'NetworkPolicy unchanged',
        'ResourceQuota unchanged',
      ],
    );
    await remove(suite.client, id);
  });

  it('lists all that breaks a rule, and writes nothing', async () => {
    const { id } = await create('reaching-out');
    const { namespace } = await until(suite.client, id, 'failed', isFailed);

    const { problems } = await suite.client.preview({ stagingId: id });
    assert.deepEqual(problems.map(({ reason }) => reason).sort(), [
      'HostNamespace',
      'HostNotOwn',
      'PrivilegedContainer',
      'ServiceReachesOut',
    ]);
    const { status } = await suite.cluster.get(
      `/api/v1/namespaces/${namespace}`,
    );
    assert.equal(status, 404);
    await suite.discard(id);
  });

  it(
    'is named where it keeps pods from being made: a quota',
    needsCluster,
    async () => {
      const { id } = await create('one-pod');
      const { status } = await until(suite.client, id, 'short of a pod', s =>
        Boolean(
          s.status.message?.includes('exceeded quota backstage-stagings'),
        ),
      );
      assert.equal(status.evidence?.object?.name, 'web');
      await suite.discard(id);
    },
  );

  it(
    'is named where it keeps pods from being made: Pod Security',
    needsCluster,
    async () => {
      const { id } = await create('restricted');
      await until(
        suite.client,
        id,
        'refused',
        ({ status }) => status.reason === 'PodSecurityViolated',
      );
      await suite.discard(id);
    },
  );
});
