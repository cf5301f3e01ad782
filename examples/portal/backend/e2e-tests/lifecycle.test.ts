import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Staging } from 'backstage-plugin-stagings-common';
import {
  branchName,
  isRunning,
  liveObjects,
  useSuite,
  until,
  remove,
} from './harness/suite';

/** One template with what its stagings are made of. */
const templates = [
  {
    template: 'web',
    withWorker: { version: '2.0.0', worker: true, replicas: 2 },
    withoutWorker: { worker: false, version: '2.1.0' },
    workloads: (name: string) => ({
      web: `${name}-web`,
      worker: `${name}-worker`,
    }),
    claim: /^data-.*-db-0$/,
  },
  {
    template: 'web-plain',
    withWorker: { version: '2.0.0', workers: 2 },
    withoutWorker: { workers: 0, version: '2.1.0' },
    workloads: () => ({ web: 'web', worker: 'worker' }),
    claim: /^uploads$/,
  },
  {
    template: 'web-kustomize',
    withWorker: { version: '2.0.0', workers: 2 },
    withoutWorker: { workers: 0, version: '2.1.0' },
    workloads: () => ({ web: 'web', worker: 'worker' }),
    claim: /^uploads$/,
  },
];

for (const {
  template,
  withWorker,
  withoutWorker,
  workloads,
  claim,
} of templates) {
  describe(`the life of a staging from the template ${template}`, () => {
    const suite = useSuite();
    let staging: Staging;

    const replicas = async () => {
      const deployments = await liveObjects(
        suite.cluster,
        '/apis/apps/v1',
        staging,
        'deployments',
      );
      return Object.fromEntries(
        [...deployments].map(([name, { spec }]) => [name, spec?.replicas]),
      );
    };
    const pods = async () => {
      const live = await liveObjects(suite.cluster, '/api/v1', staging, 'pods');
      return [...live.values()].filter(pod => !pod.metadata.deletionTimestamp);
    };
    const claims = async () =>
      [
        ...(
          await liveObjects(
            suite.cluster,
            '/api/v1',
            staging,
            'persistentvolumeclaims',
          )
        ).values(),
      ].map(({ metadata }) => ({ name: metadata.name, uid: metadata.uid }));

    it('comes up healthy, and its own link answers with the wanted version', async () => {
      staging = await suite.client.createStaging({
        entityRef: 'component:default/shop',
        template,
        branch: branchName('life'),
        parameters: withWorker,
      });
      assert.equal(staging.status.phase, 'queued');
      staging = await until(suite.client, staging.id, 'running', isRunning);

      assert.equal(staging.status.deployedRevision, 1);
      assert.equal(staging.status.deployedVersion, '2.0.0');
      assert.equal(staging.version, '2.0.0');
      assert.equal(
        new URL(staging.links[0]!.url).hostname,
        `${staging.name}.localhost`,
      );
      const answer = await suite.cluster.open(staging.host);
      assert.equal(answer.status, 200);
      assert.match(answer.text, /shop:2\.0\.0/);
    });

    it('shows its objects as a tree, from the workload to the container', async () => {
      const tree = await suite.client.listResources(staging.id);
      const web = tree.find(
        node =>
          node.kind === 'Deployment' &&
          node.name === workloads(staging.name).web,
      );
      const pod = web?.children.find(node => node.kind === 'Pod');
      assert.equal(web?.health, 'healthy');
      assert.equal(pod?.containers?.[0]?.name, 'web');
      assert.match(pod?.containers?.[0]?.image ?? '', /shop:2\.0\.0$/);

      const log = await suite.client.getPodLog(staging.id, pod!.name, {
        container: 'web',
      });
      assert.match(log, /2\.0\.0/);
    });

    it('rolls a changed version out, and prunes what the new render lacks', async () => {
      assert.ok(workloads(staging.name).worker in (await replicas()));
      staging = await suite.client.updateStaging(staging.id, {
        parameters: withoutWorker,
      });
      assert.equal(staging.revision, 2);
      staging = await until(
        suite.client,
        staging.id,
        'running at revision 2',
        s => isRunning(s) && s.status.deployedRevision === 2,
      );
      assert.deepEqual(Object.keys(await replicas()), [
        workloads(staging.name).web,
      ]);
      assert.match(
        (await suite.cluster.open(staging.host)).text,
        /shop:2\.1\.0/,
      );
    });

    it('keeps its data in the archive, and comes back with the exact counts', async () => {
      const before_ = { replicas: await replicas(), claims: await claims() };
      assert.ok(before_.claims.some(({ name }) => claim.test(name)));

      await suite.client.command(staging.id, 'archive');
      staging = await until(
        suite.client,
        staging.id,
        'archived',
        s => s.status.phase === 'archived',
      );
      assert.deepEqual(await pods(), []);
      assert.ok(Object.values(await replicas()).every(count => count === 0));
      assert.deepEqual(await claims(), before_.claims);
      assert.equal((await suite.cluster.open(staging.host)).status, 503);
      assert.deepEqual([...staging.allowedActions].sort(), [
        'delete',
        'readLogs',
        'restore',
        'update',
      ]);

      await suite.client.command(staging.id, 'restore');
      staging = await until(suite.client, staging.id, 'running', isRunning);
      assert.deepEqual(await replicas(), before_.replicas);
      assert.deepEqual(await claims(), before_.claims);
      assert.equal((await suite.cluster.open(staging.host)).status, 200);
    });

    it('leaves nothing in the cluster when it is deleted', async () => {
      staging = await remove(suite.client, staging.id);
      const namespace = await suite.cluster.get(
        `/api/v1/namespaces/${staging.namespace}`,
      );
      assert.equal(namespace.status, 404);
      assert.deepEqual(await pods(), []);
      assert.deepEqual(await claims(), []);
      assert.deepEqual(staging.allowedActions, []);
    });

    it('tells afterwards who did what, and how it ended', async () => {
      const operations = await suite.client.listOperations(staging.id);
      assert.deepEqual(
        operations.map(({ kind, state, revision, actor }) => ({
          kind,
          state,
          revision,
          actor,
        })),
        ['delete', 'restore', 'archive', 'deploy', 'deploy'].map(
          (kind, index) => ({
            kind,
            state: 'succeeded',
            revision: index === 4 ? 1 : 2,
            actor: 'e2e-suite',
          }),
        ),
      );
      const { log } = await suite.client.getOperation(operations[3]!.id);
      assert.ok(
        log.some(({ message }) => message.startsWith('Removed Deployment')),
      );
    });
  });
}
