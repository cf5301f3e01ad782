import assert from 'node:assert/strict';
import { join, resolve } from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { Staging } from 'backstage-plugin-stagings-common';
import { Live } from './harness/cluster';
import {
  branchName,
  isRunning,
  liveObjects,
  remove,
  until,
  useSuite,
} from './harness/suite';

const LOOK_EVERY_MS = 200;
const templates = resolve(__dirname, 'templates');

/** What was written without stagings in mind; the templates say where it is, and what of it is allowed. */
const foreign = [
  {
    name: 'foreign-chart',
    helm: {
      chart: join(templates, 'foreign-chart'),
      values: {
        ingress: {
          hosts: [
            {
              host: '${{ staging.host }}',
              paths: [{ path: '/', pathType: 'Prefix' }],
            },
          ],
        },
      },
    },
    allows: { allowServiceAccountTokens: true },
    overrides: { image: { tag: '1.5.0' } },
    changed: /storefront:1\.5\.0$/,
    workloads: 1,
    pods: 2,
  },
  {
    name: 'foreign-kustomize',
    kustomize: { path: join(templates, 'foreign-kustomize/overlays/review') },
    rewriteNamespace: true,
    overrides: { 'api-review': { PEER: 'somebody' } },
    changed: /"somebody"/,
    workloads: 2,
    pods: 3,
  },
  {
    name: 'foreign-app',
    manifests: { path: join(templates, 'foreign-app') },
    rewriteNamespace: true,
    allows: { allowServices: ['LoadBalancer'] },
    overrides: { web: { PORT: '9090' } },
    changed: /"9090"/,
    workloads: 12,
    pods: 13,
  },
];

/** Kinds whose objects nobody but the engine writes, by their API. */
const WRITTEN = [
  ['/api/v1', 'configmaps'],
  ['/api/v1', 'secrets'],
  ['/api/v1', 'serviceaccounts'],
  ['/api/v1', 'services'],
  ['/apis/apps/v1', 'deployments'],
  ['/apis/apps/v1', 'statefulsets'],
  ['/apis/networking.k8s.io/v1', 'ingresses'],
  ['/apis/networking.k8s.io/v1', 'networkpolicies'],
  ['/apis/rbac.authorization.k8s.io/v1', 'roles'],
  ['/apis/rbac.authorization.k8s.io/v1', 'rolebindings'],
] as const;

type Versioned = Live & { metadata: { resourceVersion?: string } };

describe('charts and manifests that were not written for stagings', () => {
  const suite = useSuite({
    adapt: config => ({
      ...config,
      stagings: {
        ...config.stagings,
        templates: [
          ...config.stagings.templates,
          ...foreign.map(({ name, helm, kustomize, manifests, ...rest }) => ({
            name,
            cluster: 'target',
            parameters: { type: 'object' },
            ...(helm && { helm }),
            ...(kustomize && { kustomize }),
            ...(manifests && { manifests }),
            ...(rest.rewriteNamespace && { rewriteNamespace: true }),
            ...rest.allows,
          })),
        ],
      },
    }),
  });
  const stagings = new Map<string, Staging>();

  const each = async (
    work: (
      staging: Staging,
      expected: (typeof foreign)[number],
    ) => Promise<Staging>,
  ) => {
    await Promise.all(
      foreign.map(async expected => {
        const { name } = expected;
        stagings.set(name, await work(stagings.get(name)!, expected));
      }),
    );
  };
  const running = ({ id }: Staging, revision = 1) =>
    until(
      suite.client,
      id,
      'running',
      staging =>
        isRunning(staging) && staging.status.deployedRevision === revision,
    );
  const pods = async (staging: Staging) => {
    const live = await liveObjects(suite.cluster, '/api/v1', staging, 'pods');
    return [...live.values()].filter(
      ({ metadata, status }) =>
        !metadata.deletionTimestamp && status?.phase === 'Running',
    );
  };
  const workloads = async (staging: Staging) => [
    ...(
      await liveObjects(suite.cluster, '/apis/apps/v1', staging, 'deployments')
    ).values(),
    ...(
      await liveObjects(suite.cluster, '/apis/apps/v1', staging, 'statefulsets')
    ).values(),
  ];
  const jobs = async (staging: Staging) => [
    ...(
      await liveObjects(suite.cluster, '/apis/batch/v1', staging, 'jobs')
    ).keys(),
  ];
  const versions = async (staging: Staging) =>
    Object.fromEntries(
      (
        await Promise.all(
          WRITTEN.map(async ([api, plural]) =>
            [...(await liveObjects(suite.cluster, api, staging, plural))].map(
              ([name, { metadata }]: [string, Versioned]) => [
                `${plural}/${name}`,
                metadata.resourceVersion,
              ],
            ),
          ),
        )
      ).flat(),
    );
  const rested = async ({ id }: Staging, operations: number) => {
    const staging = await until(suite.client, id, 'at rest', isRunning);
    const all = await suite.client.listOperations(id);
    assert.equal(all.length, operations);
    return all.every(({ endedAt }) => endedAt !== undefined)
      ? staging
      : undefined;
  };
  const untilRested = async (staging: Staging, operations: number) => {
    for (;;) {
      const found = await rested(staging, operations);
      if (found) return found;
      await sleep(LOOK_EVERY_MS);
    }
  };

  /** Controllers write statuses for a moment longer than a staging needs to be healthy. */
  const untilQuiet = async (staging: Staging) => {
    let last = await versions(staging);
    for (;;) {
      await sleep(5 * LOOK_EVERY_MS);
      const next = await versions(staging);
      if (isDeepStrictEqual(last, next)) return next;
      last = next;
    }
  };

  it('come up healthy as they are', async () => {
    await each(async (_, { name }) =>
      running(
        await suite.client.createStaging({
          entityRef: 'component:default/shop',
          template: name,
          branch: branchName(name),
          parameters: {},
        }),
      ),
    );
    await each(async (staging, expected) => {
      assert.equal((await workloads(staging)).length, expected.workloads);
      assert.equal((await pods(staging)).length, expected.pods);
      return staging;
    });
  });

  it('run their hooks, but not their tests', async () => {
    const staging = stagings.get('foreign-chart')!;
    assert.deepEqual(await jobs(staging), [
      `${staging.name}-storefront-migrate`,
    ]);
    assert.deepEqual(
      (await pods(staging)).filter(({ metadata }) =>
        /connection/.test(metadata.name),
      ),
      [],
    );
    const answer = await suite.cluster.open(staging.host);
    assert.equal(answer.status, 200);
  });

  it('have nothing written when nothing has changed', async () => {
    await each(async staging => {
      const before = await untilQuiet(staging);
      await suite.client.command(staging.id, 'redeploy');
      const quiet = await untilRested(staging, 2);
      assert.deepEqual(await versions(quiet), before);
      return quiet;
    });
  });

  it('roll a change out', async () => {
    await each(async ({ id }, { overrides, changed }) => {
      const { revision } = await suite.client.getStaging(id);
      const staging = await running(
        await suite.client.updateStaging(id, { overrides, revision }),
        2,
      );
      const containers = (await workloads(staging)).flatMap(
        ({ spec }) => spec?.template?.spec.containers ?? [],
      );
      assert.ok(
        containers.some(
          container =>
            changed.test(container.image ?? '') ||
            changed.test(JSON.stringify(container)),
        ),
      );
      return staging;
    });
  });

  it('rest without a pod, and come back with as many as before', async () => {
    const replicas = async (staging: Staging) =>
      Object.fromEntries(
        (await workloads(staging)).map(({ metadata, spec }) => [
          metadata.name,
          spec?.replicas,
        ]),
      );
    await each(async staging => {
      const before = await replicas(staging);
      await suite.client.command(staging.id, 'archive');
      const archived = await until(
        suite.client,
        staging.id,
        'archived',
        ({ status }) => status.phase === 'archived',
      );
      assert.deepEqual(await pods(archived), []);
      await suite.client.command(staging.id, 'restore');
      const restored = await running(archived, 2);
      assert.deepEqual(await replicas(restored), before);
      return restored;
    });
  });

  it('leave nothing behind', async () => {
    await each(async staging => {
      const deleted = await remove(suite.client, staging.id);
      const { status } = await suite.cluster.get(
        `/api/v1/namespaces/${staging.namespace}`,
      );
      assert.equal(status, 404);
      return deleted;
    });
  });
});
