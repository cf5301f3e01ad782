import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Staging } from 'backstage-plugin-stagings-common';
import { administrator } from './harness/cluster';
import { AdminCall } from './harness/leastPrivilege';
import {
  defineKinds,
  grantPortal,
  OperatorKind,
  reportConditions,
} from './harness/operators';
import {
  branchName,
  isRunning,
  remove,
  until,
  useSuite,
} from './harness/suite';

const { KUBECONFIG } = process.env;

const scaledObject: OperatorKind = {
  group: 'keda.sh',
  version: 'v1alpha1',
  kind: 'ScaledObject',
  plural: 'scaledobjects',
};
const postgres: OperatorKind = {
  group: 'postgresql.cnpg.io',
  version: 'v1',
  kind: 'Cluster',
  plural: 'clusters',
};
const kafka: OperatorKind = {
  group: 'kafka.strimzi.io',
  version: 'v1',
  kind: 'Kafka',
  plural: 'kafkas',
};
const OPERATORS = [scaledObject, postgres, kafka];
const ALL = ['get', 'list', 'watch', 'create', 'patch', 'delete'];

/** An object as far as the tests read it. */
interface Found {
  metadata: {
    uid: string;
    name: string;
    annotations?: Record<string, string>;
    deletionTimestamp?: string;
  };
  spec: {
    replicas?: number;
    suspend?: boolean;
    persistentVolumeClaimRetentionPolicy?: { whenScaled: string };
  };
  status?: { phase?: string };
}

describe(
  'archive and restore of every kind',
  { skip: KUBECONFIG ? false : 'needs the API server of KUBECONFIG' },
  () => {
    let call: AdminCall;
    before(async () => {
      call = administrator(KUBECONFIG!);
      await defineKinds(call, OPERATORS);
      await grantPortal(call, 'stagings-e2e-archive', [
        { apiGroups: [''], resources: ['pods'], verbs: ALL },
        ...OPERATORS.map(({ group, plural }) => ({
          apiGroups: [group],
          resources: [plural],
          verbs: ALL,
        })),
      ]);
    });
    const suite = useSuite();
    let staging: Staging;

    async function read(path: string): Promise<Found | undefined> {
      const [api, rest] = path.split('::');
      const { status, body } = await suite.cluster.get(
        `${api}/namespaces/${staging.namespace}/${rest}`,
      );
      return status === 404 ? undefined : (body as unknown as Found);
    }

    const paths = {
      byHand: '/apis/apps/v1::deployments/by-hand',
      scaled: '/apis/apps/v1::deployments/scaled',
      autoscaler: '/apis/autoscaling/v2::horizontalpodautoscalers/scaled',
      database: '/apis/apps/v1::statefulsets/db',
      agent: '/apis/apps/v1::daemonsets/agent',
      bare: '/api/v1::pods/bare',
      nightly: '/apis/batch/v1::cronjobs/nightly',
      unfinished: '/apis/batch/v1::jobs/import',
      finished: '/apis/batch/v1::jobs/seed',
      keda: '/apis/keda.sh/v1alpha1::scaledobjects/by-hand',
      postgres: '/apis/postgresql.cnpg.io/v1::clusters/main',
      kafka: '/apis/kafka.strimzi.io/v1::kafkas/events',
    };
    type Name = keyof typeof paths;

    async function readAll(): Promise<Record<Name, Found | undefined>> {
      const names = Object.keys(paths) as Name[];
      const found = await Promise.all(names.map(name => read(paths[name])));
      return Object.fromEntries(
        names.map((name, index) => [name, found[index]]),
      ) as Record<Name, Found | undefined>;
    }

    async function list(plural: string): Promise<Found[]> {
      const items = await suite.cluster.list(
        `/api/v1/namespaces/${staging.namespace}/${plural}`,
      );
      return items as unknown as Found[];
    }

    async function activePods(): Promise<string[]> {
      return (await list('pods'))
        .filter(({ status }) => status?.phase !== 'Succeeded')
        .map(({ metadata }) => metadata.name);
    }

    async function claims() {
      return (await list('persistentvolumeclaims'))
        .map(({ metadata }) => `${metadata.name} ${metadata.uid}`)
        .sort();
    }

    /** Writes what the operators would, until the portal has made their objects. */
    async function playOperators(): Promise<void> {
      const { namespace } = staging;
      const ready = [{ type: 'Ready', status: 'True' }];
      for (const [kind, name] of [
        [scaledObject, 'by-hand'],
        [postgres, 'main'],
        [kafka, 'events'],
      ] as const) {
        const object = { namespace, name };
        while (!(await reportConditions(call, kind, object, ready))) {
          await sleep(200);
        }
      }
    }

    const pausesOf = (found: Found | undefined) =>
      Object.fromEntries(
        Object.entries(found?.metadata.annotations ?? {}).filter(([name]) =>
          /keda|cnpg/.test(name),
        ),
      );

    /** Keeps a pod of a Deployment from ending, until it is let go. */
    async function holdPod(deployment: string): Promise<() => Promise<void>> {
      const pods = `/api/v1/namespaces/${staging.namespace}/pods`;
      const pod = (await list('pods')).find(({ metadata }) =>
        metadata.name.startsWith(deployment),
      );
      const path = `${pods}/${pod!.metadata.name}`;
      const setFinalizers = (finalizers: string[]) =>
        suite.cluster.edit('PATCH', path, { metadata: { finalizers } });
      await setFinalizers(['example.com/e2e']);
      return async () => {
        await setFinalizers([]);
      };
    }

    let was: Awaited<ReturnType<typeof readAll>>;
    let hadClaims: string[];

    it('waits for what operators say of their objects', async () => {
      staging = await suite.client.createStaging({
        entityRef: 'component:default/shop',
        template: 'every-kind',
        branch: branchName('kinds'),
        parameters: { version: '1' },
      });
      staging = await until(
        suite.client,
        staging.id,
        'waiting for an operator',
        ({ status }) => /waits for its operator/.test(status.message ?? ''),
      );
      await playOperators();
      staging = await until(suite.client, staging.id, 'running', isRunning);
      assert.equal(staging.status.deployedVersion, '1');
    });

    it('stops databases last, keeps all data, and leaves no pods', async () => {
      await suite.cluster.edit(
        'PATCH',
        `/apis/apps/v1/namespaces/${staging.namespace}/deployments/by-hand`,
        { spec: { replicas: 5 } },
      );
      for (;;) {
        was = await readAll();
        if (was.scaled?.spec.replicas === 3) break;
        await sleep(200);
      }
      hadClaims = await claims();
      assert.equal(hadClaims.length, 2);

      const letGo = await holdPod('by-hand');
      await suite.client.command(staging.id, 'archive');
      await until(suite.client, staging.id, 'waiting for a pod', ({ status }) =>
        /^\d pods are left; databases stop last$/.test(status.message ?? ''),
      );
      const waiting = await readAll();
      assert.equal(waiting.byHand?.spec.replicas, 0);
      assert.equal(waiting.database?.spec.replicas, 2);
      assert.deepEqual(pausesOf(waiting.postgres), {});

      await letGo();
      staging = await until(
        suite.client,
        staging.id,
        'archived',
        ({ status }) => status.phase === 'archived',
      );
      const found = await readAll();
      assert.deepEqual(await activePods(), []);
      assert.deepEqual(await claims(), hadClaims);
      assert.equal(found.byHand?.spec.replicas, 0);
      assert.equal(found.scaled?.spec.replicas, 0);
      assert.equal(found.database?.spec.replicas, 0);
      assert.equal(found.autoscaler, undefined);
      assert.equal(found.agent, undefined);
      assert.equal(found.bare, undefined);
      assert.equal(found.nightly?.spec.suspend, true);
      assert.equal(found.unfinished?.spec.suspend, true);
      assert.deepEqual(pausesOf(found.keda), {
        'autoscaling.keda.sh/paused': 'true',
        'autoscaling.keda.sh/paused-replicas': '0',
      });
      assert.deepEqual(pausesOf(found.postgres), {
        'cnpg.io/hibernation': 'on',
      });
    });

    it('says what goes on costing, and what is lost', async () => {
      const [archived] = await suite.client.listOperations(staging.id);
      const { log } = await suite.client.getOperation(archived!.id);
      const warnings = log
        .filter(({ level }) => level === 'warning')
        .map(({ message }) => message);
      assert.deepEqual(warnings, [
        'Left as they are, and may go on costing: Kafka events',
        'Pod bare is removed until the restore, with the data in its emptyDir volumes',
      ]);
    });

    it('stays archived when its inputs change', async () => {
      staging = await suite.client.updateStaging(staging.id, {
        parameters: { version: '2' },
      });
      await sleep(3_000);
      staging = await suite.client.getStaging(staging.id);
      assert.equal(staging.status.phase, 'archived');
      assert.equal(staging.version, '2');
      assert.equal(staging.status.deployedVersion, '1');
      assert.deepEqual(await activePods(), []);
    });

    it('brings databases back first', async () => {
      const main = { namespace: staging.namespace, name: 'main' };
      const report = (status: string) =>
        reportConditions(call, postgres, main, [{ type: 'Ready', status }]);
      await report('False');
      await suite.client.command(staging.id, 'restore');
      await until(
        suite.client,
        staging.id,
        'waiting for databases',
        ({ status }) => status.reason === 'DatabasesStarting',
      );
      const waiting = await readAll();
      assert.equal(waiting.database?.spec.replicas, 2);
      assert.equal(waiting.byHand?.spec.replicas, 0);
      assert.equal(waiting.agent, undefined);
      await report('True');
    });

    it('comes back as it was, with the changed inputs', async () => {
      staging = await until(suite.client, staging.id, 'running', isRunning);
      const found = await readAll();
      assert.equal(staging.status.deployedVersion, '2');
      assert.equal(found.byHand?.spec.replicas, 5);
      assert.equal(found.scaled?.spec.replicas, 3);
      assert.equal(found.database?.spec.replicas, 2);
      assert.equal(
        found.database?.spec.persistentVolumeClaimRetentionPolicy?.whenScaled,
        'Delete',
      );
      assert.deepEqual(await claims(), hadClaims);
      assert.ok(found.autoscaler);
      assert.ok(found.agent);
      assert.ok(found.bare);
      assert.ok(!found.nightly?.spec.suspend);
      assert.ok(!found.unfinished?.spec.suspend);
      assert.equal(
        found.unfinished?.metadata.uid,
        was.unfinished?.metadata.uid,
      );
      assert.equal(found.finished?.metadata.uid, was.finished?.metadata.uid);
      assert.deepEqual(pausesOf(found.keda), {});
      assert.deepEqual(pausesOf(found.postgres), {});
    });

    it('says that the cluster refuses the pods of a StatefulSet, which has no condition for that', async () => {
      const quotas = `/api/v1/namespaces/${staging.namespace}/resourcequotas`;
      const quota = {
        apiVersion: 'v1',
        kind: 'ResourceQuota',
        metadata: { name: 'none' },
        spec: { hard: { pods: '0' } },
      };
      await call('POST', quotas, quota, 'application/json');
      await suite.cluster.edit(
        'DELETE',
        `/api/v1/namespaces/${staging.namespace}/pods/db-1`,
      );
      const refused = await until(
        suite.client,
        staging.id,
        'refused its pods',
        ({ status }) => status.reason === 'QuotaExceeded',
      );
      assert.equal(refused.status.health, 'degraded');
      assert.match(
        refused.status.message ?? '',
        /StatefulSet db cannot create its pods: exceeded quota none/,
      );
      await suite.cluster.edit('DELETE', `${quotas}/none`);
      await until(
        suite.client,
        staging.id,
        'healthy again',
        isRunning,
        120_000,
      );
    });

    it('leaves nothing in the cluster when it is deleted', async () => {
      await remove(suite.client, staging.id);
      const left = Object.entries(await readAll()).filter(([, found]) => found);
      assert.deepEqual(left, []);
    });
  },
);
