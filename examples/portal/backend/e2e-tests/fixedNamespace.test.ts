import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Staging } from 'backstage-plugin-stagings-common';
import { administrator } from './harness/cluster';
import { publishedNamespacedAccount } from './harness/leastPrivilege';
import { SuiteConfig } from './harness/portalConfig';
import {
  branchName,
  isFailed,
  isRunning,
  remove,
  until,
  useSuite,
} from './harness/suite';

const { KUBECONFIG } = process.env;
const NAMESPACE = `e2e-fixed-${Date.now().toString(36)}`;
const SECOND = `${NAMESPACE}-second`;

function template(name: string, folder: string, namespace: string) {
  return {
    name,
    cluster: 'target',
    namespace,
    manifests: { path: join(__dirname, 'templates', folder) },
    parameters: { type: 'object' },
  };
}

describe(
  'an account with the published rights in one namespace',
  { skip: KUBECONFIG ? false : 'needs the API server of KUBECONFIG' },
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'stagings-token-'));
    const file = join(folder, 'token');
    const call = administrator(KUBECONFIG!);

    const suite = useSuite({
      adapt: (config: SuiteConfig) => ({
        ...config,
        stagings: {
          ...config.stagings,
          clusters: {
            ...config.stagings.clusters,
            target: { auth: { serviceAccountTokenFile: file } },
          },
          templates: [
            ...config.stagings.templates,
            template('fixed', 'shared-set', NAMESPACE),
            template('second', 'shared-set', SECOND),
            template('elsewhere', 'shared-set', 'kube-public'),
          ],
        },
      }),
    });

    function create(name: string): Promise<Staging> {
      return suite.client.createStaging({
        entityRef: 'component:default/shop',
        template: name,
        branch: branchName(name),
      });
    }

    before(async () => {
      for (const name of [NAMESPACE, SECOND]) {
        await call(
          'POST',
          '/api/v1/namespaces',
          { apiVersion: 'v1', kind: 'Namespace', metadata: { name } },
          'application/json',
        );
        writeFileSync(file, await publishedNamespacedAccount(call, name));
      }
    });

    after(async () => {
      rmSync(folder, { recursive: true });
      for (const name of [NAMESPACE, SECOND]) {
        await suite.cluster.edit('DELETE', `/api/v1/namespaces/${name}`);
      }
    });

    it('suffices for the whole life of a staging', async () => {
      const { id } = await create('fixed');
      const { name } = await until(suite.client, id, 'running', isRunning);
      await suite.client.command(id, 'archive');
      await until(
        suite.client,
        id,
        'archived',
        s => s.status.phase === 'archived',
      );
      await suite.client.command(id, 'restore');
      await until(suite.client, id, 'restored', isRunning);
      assert.ok((await suite.client.listEvents(id)).length > 0);
      await remove(suite.client, id);
      for (const path of [
        `/apis/apps/v1/namespaces/${NAMESPACE}/statefulsets/${name}`,
        `/api/v1/namespaces/${NAMESPACE}/configmaps/${name}`,
      ]) {
        assert.equal((await suite.cluster.get(path)).status, 404, path);
      }
    });

    it('suffices in several namespaces at once, where the role is repeated', async () => {
      const created = await Promise.all(['fixed', 'second'].map(create));
      for (const { id, namespace } of created) {
        await until(suite.client, id, 'running', isRunning);
        const pods = await suite.cluster.list(
          `/api/v1/namespaces/${namespace}/pods`,
        );
        assert.equal(pods.length, 1);
        const name = pods[0]?.metadata.name ?? '';
        await suite.client.getPodLog(id, name, {});
      }
      assert.deepEqual(
        created.map(({ namespace }) => namespace),
        [NAMESPACE, SECOND],
      );
      for (const { id } of created) await remove(suite.client, id);
    });

    it('reaches no other namespace, and the staging says which right is missing', async () => {
      const { id } = await create('elsewhere');
      const { status } = await until(suite.client, id, 'failed', isFailed);
      assert.equal(status.reason, 'Rbac');
      assert.match(
        status.message ?? '',
        /the portal's account cannot \w+ \w+ in kube-public/,
      );
      assert.match(
        status.hint?.text ?? '',
        /Grant it to system:serviceaccount:stagings:stagings-namespaced: add \{ apiGroups: \['\w*'\]/,
      );
      await suite.discard(id);
    });

    it('makes no namespaces, and the staging says which right is missing', async () => {
      const { id } = await create('web-plain');
      const { status, namespace } = await until(
        suite.client,
        id,
        'failed',
        isFailed,
      );
      assert.match(
        status.message ?? '',
        new RegExp(`cannot \\w+ namespaces in ${namespace}`),
      );
      await suite.client.deleteStaging(id);
    });
  },
);
