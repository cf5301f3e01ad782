import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  Orphan,
  Staging,
  StagingsClient,
} from 'backstage-plugin-stagings-common';
import { platformClient } from './harness/administrator';
import { administrator, startCluster, TestCluster } from './harness/cluster';
import { Portal } from './harness/portal';
import { SuiteConfig, TOKEN } from './harness/portalConfig';
import { startRegistry } from './harness/registry';
import { installationOf, PERSON, snapshot } from './harness/snapshot';
import {
  branchName,
  catalogIsRead,
  clientOf,
  isFailed,
  isRunning,
  remove,
  until,
} from './harness/suite';

const { KUBECONFIG } = process.env;
const HOLD = 'e2e.stagings.example.com/hold';
const SHARED = `e2e-neighbours-${Date.now().toString(36)}`;
const REPAIRED_WITHIN_MS = 15_000;

function adapt(config: SuiteConfig) {
  const template = (name: string, more: object) => ({
    name,
    title: name,
    cluster: 'target',
    manifests: { path: join(__dirname, 'templates', name) },
    ...more,
  });
  return {
    ...config,
    stagings: {
      ...config.stagings,
      templates: [
        ...config.stagings.templates,
        template('neighbours', {
          namespace: SHARED,
          prune: { maxShare: 1 },
          parameters: {
            type: 'object',
            properties: { extra: { type: 'boolean', default: true } },
          },
        }),
      ],
    },
  };
}

/** One of the two portals: each has a database of its own, and so is an installation of its own. */
interface Installation {
  portal: Portal;
  client: StagingsClient;
  /** In a namespace of its own. */
  alone: Staging;
  /** In the namespace that it shares with the other and with a person. */
  beside: Staging;
}

describe(
  'two portals and a person on one cluster',
  { skip: !KUBECONFIG && 'needs a cluster that others can write to' },
  () => {
    const branch = branchName('neighbours');
    const closers: (() => Promise<void>)[] = [];
    let cluster: TestCluster;
    let one: Installation;
    let other: Installation;

    const write = (method: string, path: string, body: object | string) =>
      administrator(KUBECONFIG!)(
        method,
        path,
        body,
        method === 'PATCH'
          ? 'application/merge-patch+json'
          : 'application/json',
      );

    before(async () => {
      cluster = await startCluster();
      closers.push(() => cluster.close());
      const registry = await startRegistry();
      closers.push(() => registry.close());
      const [a, b] = await Promise.all(
        [0, 1].map(async () => {
          const portal = await Portal.start(cluster, registry, { adapt });
          closers.push(() => portal.remove());
          const client = clientOf(portal, TOKEN);
          await catalogIsRead(client);
          return { portal, client };
        }),
      );
      await write('POST', '/api/v1/namespaces', {
        metadata: { name: SHARED },
      });
      closers.push(async () => {
        await write('DELETE', `/api/v1/namespaces/${SHARED}`, '');
      });
      await makePersonsObjects();
      one = await begin(a!);
      other = await begin(b!);
    });
    after(async () => {
      for (const close of closers.reverse()) await close();
    });

    /** The same component, branch and templates on both; only the second one has to choose names. */
    async function begin({
      portal,
      client,
    }: Pick<Installation, 'portal' | 'client'>): Promise<Installation> {
      const create = async (template: string) => {
        const wanted = {
          ...{ entityRef: 'component:default/shop', template, branch },
        };
        const first = await client.createStaging(wanted);
        const ended = await until(
          client,
          first.id,
          'running or failed',
          staging => isRunning(staging) || isFailed(staging),
        );
        if (isRunning(ended)) return ended;
        assert.match(
          ended.status.reason ?? '',
          /^(NamespaceTaken|ObjectNotOurs)$/,
        );
        const untouched = await snapshots();
        await remove(client, first.id);
        assert.deepEqual(await snapshots(), untouched);
        const { id } = await client.createStaging({
          ...wanted,
          name: `e2e-${template}-${Date.now().toString(36)}`,
        });
        return until(client, id, 'running', isRunning);
      };
      const alone = await create('drifting');
      const beside = await create('neighbours');
      return { portal, client, alone, beside };
    }

    async function makePersonsObjects(): Promise<void> {
      await write('POST', `/api/v1/namespaces/${SHARED}/configmaps`, {
        metadata: { name: 'notes', labels: { app: 'shop' } },
        data: { by: 'a person' },
      });
      await write('POST', `/apis/apps/v1/namespaces/${SHARED}/deployments`, {
        metadata: { name: 'tool', labels: { app: 'shop' } },
        spec: {
          replicas: 1,
          selector: { matchLabels: { app: 'tool' } },
          template: {
            metadata: { labels: { app: 'tool' } },
            spec: { containers: [{ name: 'tool', image: 'tool:1.0.0' }] },
          },
        },
      });
    }

    async function snapshots() {
      const namespaces = [SHARED, one?.alone.namespace, other?.alone.namespace];
      return Promise.all(
        namespaces.flatMap(namespace =>
          namespace ? [snapshot(cluster, namespace)] : [],
        ),
      );
    }

    /** What everybody but this installation has in the cluster. */
    async function ofOthers(mine: Installation) {
      const label = await installationOf(cluster, mine.alone.namespace);
      const { namespace } = mine === one ? other.alone : one.alone;
      const [shared, alone] = await Promise.all([
        snapshot(cluster, SHARED),
        snapshot(cluster, namespace),
      ]);
      shared.delete(label);
      return { shared, alone };
    }

    async function repairsOf({
      client,
      beside,
    }: Installation): Promise<number> {
      const operations = await client.listOperations(beside.id);
      return operations.filter(({ kind }) => kind === 'repair').length;
    }

    const settled = (installation: Installation, id: string, what: string) =>
      until(
        installation.client,
        id,
        what,
        ({ status }) => status.phase === what,
      );

    /** Does something to both portals' stagings, one after the other, and sees that nobody else's changed. */
    async function touchesNobodyElse(
      act: (mine: Installation) => Promise<void>,
    ): Promise<void> {
      for (const mine of [one, other]) {
        const untouched = await ofOthers(mine);
        assert.ok(untouched.shared.size >= 2, 'a neighbour and a person');
        await act(mine);
        assert.deepEqual(await ofOthers(mine), untouched);
      }
    }

    it('are two installations, of which the second takes nothing from the first', async () => {
      assert.notEqual(
        await installationOf(cluster, one.alone.namespace),
        await installationOf(cluster, other.alone.namespace),
      );
      assert.notEqual(one.alone.name, other.alone.name);
      for (const { client, alone, beside } of [one, other]) {
        for (const { id } of [alone, beside]) {
          assert.ok(isRunning(await client.getStaging(id)));
        }
      }
    });

    it('repair what is theirs, and leave what somebody does to the rest', async () => {
      await write(
        'PATCH',
        `/apis/apps/v1/namespaces/${SHARED}/deployments/tool`,
        { spec: { replicas: 2 } },
      );
      await touchesNobodyElse(async mine => {
        const neighbour = mine === one ? other : one;
        const known = await repairsOf(neighbour);
        await write(
          'PATCH',
          `/apis/apps/v1/namespaces/${SHARED}/deployments/${mine.beside.name}`,
          { spec: { replicas: 3 } },
        );
        const giveUpAt = Date.now() + REPAIRED_WITHIN_MS;
        while ((await repairsOf(mine)) === 0) {
          assert.ok(Date.now() < giveUpAt, 'not repaired');
          await sleep(100);
        }
        assert.equal(await repairsOf(neighbour), known);
      });
    });

    it('remove only their own when a render has less', () =>
      touchesNobodyElse(async mine => {
        const extra = `/api/v1/namespaces/${SHARED}/configmaps/${mine.beside.name}-extra`;
        assert.equal((await cluster.get(extra)).status, 200);
        await mine.client.updateStaging(mine.beside.id, {
          parameters: { extra: false },
        });
        await until(
          mine.client,
          mine.beside.id,
          'running without it',
          s => isRunning(s) && s.status.deployedRevision === 2,
        );
        assert.equal((await cluster.get(extra)).status, 404);
      }));

    it('archive and restore only their own', () =>
      touchesNobodyElse(async mine => {
        for (const { id } of [mine.alone, mine.beside]) {
          await mine.client.command(id, 'archive');
          await settled(mine, id, 'archived');
          await mine.client.command(id, 'restore');
          await until(mine.client, id, 'running', isRunning);
        }
      }));

    it('each list as left over what they made themselves', async () => {
      const config = `/api/v1/namespaces/${one.alone.namespace}/configmaps/settings`;
      const hold = (finalizers: string[]) =>
        write('PATCH', config, { metadata: { finalizers } });
      await hold([HOLD]);
      await one.client.deleteStaging(one.alone.id);
      const platform = await platformClient(one.portal);
      await until(platform, one.alone.id, 'held up', ({ allowedActions }) =>
        allowedActions.includes('forget'),
      );
      await platform.command(one.alone.id, 'forget');

      const orphans = await orphansOf(one, found => found.length > 0);
      assert.deepEqual(
        orphans.map(({ kind, name }) => `${kind} ${name}`),
        [`Namespace ${one.alone.namespace}`],
      );
      assert.deepEqual(await orphansOf(other, () => true), []);
      await hold([]);
    });

    /** What a portal says is left over, of these two portals alone: the cluster may be shared with other runs. */
    async function orphansOf(
      { portal }: Installation,
      isWanted: (orphans: Orphan[]) => boolean,
    ): Promise<Orphan[]> {
      const client = await platformClient(portal);
      const giveUpAt = Date.now() + 20_000;
      for (;;) {
        const clusters = await client.listClusters();
        const orphans =
          clusters.find(({ name }) => name === 'target')?.orphans ?? [];
        if (isWanted(orphans)) return orphans;
        assert.ok(Date.now() < giveUpAt, JSON.stringify(orphans));
        await sleep(500);
      }
    }

    it('delete only their own', async () => {
      const untouched = await ofOthers(one);
      await remove(one.client, one.beside.id);
      assert.deepEqual(await ofOthers(one), untouched);

      await remove(other.client, other.beside.id);
      await remove(other.client, other.alone.id);
      const left = await snapshot(cluster, SHARED);
      assert.deepEqual([...left.keys()], [PERSON]);
      assert.deepEqual(Object.keys(left.get(PERSON) ?? {}).sort(), [
        'configmaps/notes',
        'deployments/tool',
      ]);
    });
  },
);
