import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asObject, asObjects, at, Json, JsonObject } from './model/json';
import { PracticeCluster, startPracticeCluster } from './startPracticeCluster';
import {
  ApiClient,
  apiClient,
  APPLY,
  eventually,
  MERGE,
} from './testing/apiClient';
import {
  configMap,
  deployment,
  ingress,
  job,
  pod,
  service,
  statefulSet,
} from './testing/manifests';

const ns = 'stg';
const core = `/api/v1/namespaces/${ns}`;
const apps = `/apis/apps/v1/namespaces/${ns}`;
const batch = `/apis/batch/v1/namespaces/${ns}`;
const networking = `/apis/networking.k8s.io/v1/namespaces/${ns}`;
const applied = { 'content-type': APPLY };
const merged = { 'content-type': MERGE };

let cluster: PracticeCluster;
let api: ApiClient;

const items = async (path: string) =>
  asObjects((await api('GET', path)).body.items);
const podsOf = (app: string) =>
  items(`${core}/pods?labelSelector=app%3D${app}`);
const readyPods = async (app: string) =>
  (await podsOf(app)).filter(item =>
    asObjects(at(item, 'status', 'conditions')).some(
      ({ type, status }) => type === 'Ready' && status === 'True',
    ),
  );
const imageOf = (item: JsonObject) =>
  asObjects(at(item, 'spec', 'containers'))[0]?.image;
const conditionsOf = (object: JsonObject) =>
  Object.fromEntries(
    asObjects(at(object, 'status', 'conditions')).map(({ type, reason }) => [
      type,
      reason,
    ]),
  );

async function open(stateFile?: string) {
  cluster = await startPracticeCluster({
    port: 0,
    doorPort: 0,
    speed: 10,
    stateFile,
  });
  api = apiClient(cluster);
}

async function openWithNamespace(stateFile?: string) {
  await open(stateFile);
  await api('POST', '/api/v1/namespaces', {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: ns },
  });
  await eventually(
    () => api('GET', `${core}/serviceaccounts/default`),
    ({ code }) => code === 200,
  );
}

async function create(path: string, body: Json) {
  const answer = await api('POST', path, body);
  expect({ code: answer.code, message: answer.body.message }).toEqual({
    code: 201,
    message: undefined,
  });
  return answer.body;
}

describe('access', () => {
  beforeAll(() => open());
  afterAll(() => cluster.close());

  it('refuses a wrong token as the API server does', async () => {
    const stranger = apiClient({ ...cluster, token: 'wrong' });
    expect((await stranger('GET', '/api/v1/pods')).body).toMatchObject({
      kind: 'Status',
      reason: 'Unauthorized',
      code: 401,
    });
  });

  it('lists its resources in both forms of discovery', async () => {
    const accept =
      'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';
    const aggregated = await api('GET', '/apis', undefined, { accept });
    expect(aggregated.type).toBe(accept);
    expect(
      asObjects(aggregated.body.items).map(item =>
        at(item, 'metadata', 'name'),
      ),
    ).toContain('apps');
    const resources = asObjects(
      (await api('GET', '/apis/apps/v1')).body.resources,
    );
    expect(resources.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['deployments', 'deployments/scale']),
    );
  });

  it.each([
    ['POST', `/api/v1/namespaces/default/pods/x/exec`],
    ['POST', `/api/v1/namespaces/default/pods/x/eviction`],
    ['POST', '/apis/apiextensions.k8s.io/v1/customresourcedefinitions'],
  ])('says 501 to what it does not do: %s %s', async (method, path) => {
    expect((await api(method, path, {})).body).toMatchObject({
      kind: 'Status',
      code: 501,
      reason: 'NotImplemented',
    });
  });
});

describe('workloads', () => {
  beforeAll(() => openWithNamespace());
  afterAll(() => cluster.close());

  it('rolls a Deployment out, keeps what runs while the new version cannot start, and goes on when it can', async () => {
    await create(
      `${apps}/deployments`,
      deployment('web', 'shop:1', { replicas: 2 }),
    );
    await eventually(
      () => readyPods('web'),
      list => list.length === 2,
    );

    await api(
      'PATCH',
      `${apps}/deployments/web`,
      {
        spec: {
          template: {
            spec: { containers: [{ name: 'web', image: 'missing:2' }] },
          },
        },
      },
      merged,
    );
    await eventually(
      () => podsOf('web'),
      list =>
        list.some(
          item =>
            at(item, 'status', 'phase') === 'Pending' &&
            JSON.stringify(item).includes('ImagePullBackOff'),
        ),
    );
    expect((await readyPods('web')).map(imageOf)).toEqual(['shop:1', 'shop:1']);

    await api(
      'PATCH',
      `${apps}/deployments/web`,
      {
        spec: {
          template: {
            spec: { containers: [{ name: 'web', image: 'shop:3' }] },
          },
        },
      },
      merged,
    );
    await eventually(
      () => podsOf('web'),
      list =>
        list.length === 2 && list.every(item => imageOf(item) === 'shop:3'),
    );
    const { body } = await eventually(
      () => api('GET', `${apps}/deployments/web`),
      answer => at(answer.body, 'status', 'availableReplicas') === 2,
    );
    expect(conditionsOf(body)).toEqual({
      Available: 'MinimumReplicasAvailable',
      Progressing: 'NewReplicaSetAvailable',
    });
    expect(at(body, 'status', 'observedGeneration')).toBe(
      at(body, 'metadata', 'generation'),
    );
    expect(
      at(body, 'metadata', 'annotations', 'deployment.kubernetes.io/revision'),
    ).toBe('3');
  });

  it('says when a Deployment exceeds its deadline', async () => {
    await create(
      `${apps}/deployments`,
      deployment('late', 'never-ready:1', { progressDeadlineSeconds: 1 }),
    );
    const { body } = await eventually(
      () => api('GET', `${apps}/deployments/late`),
      answer =>
        conditionsOf(answer.body).Progressing === 'ProgressDeadlineExceeded',
    );
    expect(conditionsOf(body).Available).toBe('MinimumReplicasUnavailable');
  });

  it('removes the old pod first when the strategy is Recreate', async () => {
    const strategy = { type: 'Recreate' };
    await create(
      `${apps}/deployments`,
      deployment('single', 'shop:1', { strategy }),
    );
    await eventually(
      () => readyPods('single'),
      list => list.length === 1,
    );
    await api(
      'PATCH',
      `${apps}/deployments/single`,
      {
        spec: {
          template: {
            spec: { containers: [{ name: 'single', image: 'shop:2' }] },
          },
        },
      },
      merged,
    );
    const seen = new Set<number>();
    await eventually(
      async () => {
        const list = await podsOf('single');
        seen.add(new Set(list.map(imageOf)).size);
        return list;
      },
      list =>
        list.length === 1 && list.every(item => imageOf(item) === 'shop:2'),
    );
    expect(Math.max(...seen)).toBe(1);
  });

  it('numbers the pods of a StatefulSet, keeps their claims, and updates them', async () => {
    await create(
      `${apps}/statefulsets`,
      statefulSet('db', 'postgres:17', { replicas: 2 }),
    );
    await eventually(
      () => readyPods('db'),
      list => list.length === 2,
    );
    await api(
      'PATCH',
      `${apps}/statefulsets/db`,
      {
        spec: {
          template: {
            spec: { containers: [{ name: 'db', image: 'postgres:18' }] },
          },
        },
      },
      merged,
    );
    await eventually(
      () => readyPods('db'),
      list =>
        list.length === 2 &&
        list.every(item => imageOf(item) === 'postgres:18'),
    );
    await api(
      'PATCH',
      `${apps}/statefulsets/db`,
      { spec: { replicas: 0 } },
      merged,
    );
    const { body } = await eventually(
      () => api('GET', `${apps}/statefulsets/db`),
      answer => at(answer.body, 'status', 'replicas') === 0,
    );
    expect(at(body, 'status', 'updateRevision')).toBe(
      at(body, 'status', 'currentRevision'),
    );
    const claims = await items(`${core}/persistentvolumeclaims`);
    expect(
      claims.map(item => [
        at(item, 'metadata', 'name'),
        at(item, 'status', 'phase'),
      ]),
    ).toEqual([
      ['data-db-0', 'Bound'],
      ['data-db-1', 'Bound'],
    ]);
  });

  it('completes a Job, and fails one whose pods fail too often', async () => {
    await create(`${batch}/jobs`, job('good', 'tool:1'));
    await create(`${batch}/jobs`, job('bad', 'fail:1', { backoffLimit: 0 }));
    const done =
      (type: string) =>
      ({ body }: { body: JsonObject }) =>
        type in conditionsOf(body);
    const good = await eventually(
      () => api('GET', `${batch}/jobs/good`),
      done('Complete'),
    );
    expect(good.body.status).toMatchObject({
      succeeded: 1,
      completionTime: expect.any(String),
    });
    const bad = await eventually(
      () => api('GET', `${batch}/jobs/bad`),
      done('Failed'),
    );
    expect(conditionsOf(bad.body)).toEqual({
      FailureTarget: 'BackoffLimitExceeded',
      Failed: 'BackoffLimitExceeded',
    });
  });

  it.each([
    ['missing', 'Pending', 'ImagePullBackOff', {}],
    ['config-error', 'Pending', 'CreateContainerConfigError', {}],
    [
      'crash',
      'Running',
      'CrashLoopBackOff',
      { terminated: { exitCode: 1, reason: 'Error' } },
    ],
    [
      'oom',
      'Running',
      'CrashLoopBackOff',
      { terminated: { exitCode: 137, reason: 'OOMKilled' } },
    ],
  ])('tells the story of %s', async (story, phase, reason, last) => {
    await create(
      `${core}/pods`,
      pod(`story-${story}`, `registry.example.com/${story}:1`),
    );
    const { body } = await eventually(
      () => api('GET', `${core}/pods/story-${story}`),
      answer => JSON.stringify(answer.body).includes(reason),
    );
    const [container = {}] = asObjects(at(body, 'status', 'containerStatuses'));
    expect({
      phase: at(body, 'status', 'phase'),
      waiting: at(container, 'state', 'waiting', 'reason'),
    }).toEqual({ phase, waiting: reason });
    expect(container.lastState).toMatchObject(last);
    const uid = String(at(body, 'metadata', 'uid'));
    const warnings = await eventually(
      () => items(`${core}/events?fieldSelector=involvedObject.uid%3D${uid}`),
      list => list.some(({ type }) => type === 'Warning'),
    );
    expect(warnings.length).toBeGreaterThan(1);
  });

  it('holds the containers back until the init containers are done', async () => {
    const initContainers = [{ name: 'prepare', image: 'missing:1' }];
    await create(`${core}/pods`, pod('held', 'shop:1', { initContainers }));
    const { body } = await eventually(
      () => api('GET', `${core}/pods/held`),
      answer => JSON.stringify(answer.body).includes('ImagePullBackOff'),
    );
    const [main = {}] = asObjects(at(body, 'status', 'containerStatuses'));
    expect(at(main, 'state', 'waiting', 'reason')).toBe('PodInitializing');
  });

  it('gives logs of a running container, and says why there are none', async () => {
    const env = [
      { name: 'LOG_LINE', value: 'hello' },
      { name: 'LOG_COUNT', value: '3' },
    ];
    await create(
      `${core}/pods`,
      pod('talker', 'shop:1', {
        containers: [{ name: 'main', image: 'shop:1', env }],
      }),
    );
    await eventually(
      () => api('GET', `${core}/pods/talker`),
      ({ body }) => at(body, 'status', 'phase') === 'Running',
    );
    expect((await api('GET', `${core}/pods/talker/log?tailLines=2`)).text).toBe(
      'main hello 2\nmain hello 3\n',
    );
    expect(
      (await api('GET', `${core}/pods/talker/log?previous=true`)).body.message,
    ).toBe('previous terminated container "main" in pod "talker" not found');
    expect(
      (await api('GET', `${core}/pods/story-missing/log`)).body.message,
    ).toBe(
      'container "main" in pod "story-missing" is waiting to start: trying and failing to pull image',
    );
  });

  it('collects what a deleted owner leaves, waits in the foreground, and keeps orphans', async () => {
    await create(`${apps}/deployments`, deployment('gone', 'shop:1'));
    await eventually(
      () => readyPods('gone'),
      list => list.length === 1,
    );
    const answer = await api('DELETE', `${apps}/deployments/gone`, {
      propagationPolicy: 'Foreground',
    });
    expect(at(answer.body, 'metadata', 'finalizers')).toEqual([
      'foregroundDeletion',
    ]);
    await eventually(
      () => api('GET', `${apps}/deployments/gone`),
      ({ code }) => code === 404,
    );
    expect(await podsOf('gone')).toEqual([]);

    await create(`${apps}/deployments`, deployment('left', 'shop:1'));
    await eventually(
      () => readyPods('left'),
      list => list.length === 1,
    );
    await api('DELETE', `${apps}/deployments/left`, {
      propagationPolicy: 'Orphan',
    });
    await eventually(
      () => api('GET', `${apps}/deployments/left`),
      ({ code }) => code === 404,
    );
    const [set = {}] = await items(
      `${apps}/replicasets?labelSelector=app%3Dleft`,
    );
    expect(at(set, 'metadata', 'ownerReferences')).toBeUndefined();
    expect(await readyPods('left')).toHaveLength(1);
  });
});

describe('writing', () => {
  beforeAll(() => openWithNamespace());
  afterAll(() => cluster.close());

  it('leaves the version alone when an apply changes nothing', async () => {
    const path = `${core}/configmaps/same?fieldManager=m`;
    const first = await api(
      'PATCH',
      path,
      configMap('same', { a: '1' }),
      applied,
    );
    const second = await api(
      'PATCH',
      path,
      configMap('same', { a: '1' }),
      applied,
    );
    expect([first.code, second.code]).toEqual([201, 200]);
    expect(at(second.body, 'metadata', 'resourceVersion')).toBe(
      at(first.body, 'metadata', 'resourceVersion'),
    );
  });

  it('writes nothing on a dry run', async () => {
    expect(
      (await api('POST', `${core}/configmaps?dryRun=All`, configMap('dry')))
        .code,
    ).toBe(201);
    expect((await api('GET', `${core}/configmaps/dry`)).code).toBe(404);
  });

  it('keeps an object with finalizers until they are gone', async () => {
    await create(`${core}/configmaps`, {
      ...configMap('held'),
      metadata: { name: 'held', finalizers: ['example.com/hold'] },
    });
    const marked = await api('DELETE', `${core}/configmaps/held`);
    expect(at(marked.body, 'metadata', 'deletionTimestamp')).toEqual(
      expect.any(String),
    );
    await api(
      'PATCH',
      `${core}/configmaps/held`,
      { metadata: { finalizers: null } },
      merged,
    );
    expect((await api('GET', `${core}/configmaps/held`)).code).toBe(404);
  });

  it('pages a list', async () => {
    for (const name of ['p1', 'p2', 'p3'])
      await create(`${core}/configmaps`, {
        ...configMap(name),
        metadata: { name, labels: { page: 'yes' } },
      });
    const first = await api(
      'GET',
      `${core}/configmaps?labelSelector=page&limit=2`,
    );
    const token = String(at(first.body, 'metadata', 'continue'));
    const second = await api(
      'GET',
      `${core}/configmaps?labelSelector=page&limit=2&continue=${encodeURIComponent(
        token,
      )}`,
    );
    const names = [first, second].map(({ body }) =>
      asObjects(body.items).map(item => at(item, 'metadata', 'name')),
    );
    expect(names).toEqual([['p1', 'p2'], ['p3']]);
  });
});

describe('watching', () => {
  beforeAll(() => openWithNamespace());
  afterAll(() => cluster.close());

  const watch = async (query: string) => {
    const { text, code } = await api(
      'GET',
      `${core}/configmaps?watch=1&timeoutSeconds=1&${query}`,
    );
    const events = text
      .split('\n')
      .filter(Boolean)
      .map(line => JSON.parse(line) as JsonObject);
    return {
      code,
      events: events.map(({ type, object }) => [
        type,
        at(object, 'metadata', 'name') ??
          at(object, 'code') ??
          at(object, 'metadata', 'annotations'),
      ]),
    };
  };

  it('streams changes, and a label taken away as DELETED', async () => {
    const { body } = await api('GET', `${core}/configmaps`);
    const version = String(at(body, 'metadata', 'resourceVersion'));
    const watching = watch(`labelSelector=mine&resourceVersion=${version}`);
    await create(`${core}/configmaps`, {
      ...configMap('seen'),
      metadata: { name: 'seen', labels: { mine: 'yes' } },
    });
    await api('PATCH', `${core}/configmaps/seen`, { data: { a: '1' } }, merged);
    await api(
      'PATCH',
      `${core}/configmaps/seen`,
      { metadata: { labels: { mine: null } } },
      merged,
    );
    await api('PATCH', `${core}/configmaps/seen`, { data: { a: '2' } }, merged);
    expect((await watching).events).toEqual([
      ['ADDED', 'seen'],
      ['MODIFIED', 'seen'],
      ['DELETED', 'seen'],
    ]);
  });

  it('marks the end of the initial events', async () => {
    const { events } = await watch(
      'sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true&fieldSelector=metadata.name%3Dkube-root-ca.crt',
    );
    expect(events.slice(0, 2)).toEqual([
      ['ADDED', 'kube-root-ca.crt'],
      ['BOOKMARK', { 'k8s.io/initial-events-end': 'true' }],
    ]);
  });
});

describe('a namespace on its way out', () => {
  beforeAll(() => openWithNamespace());
  afterAll(() => cluster.close());

  it('takes nothing new, loses its content, then vanishes', async () => {
    await create(`${apps}/deployments`, deployment('web', 'shop:1'));
    await eventually(
      () => readyPods('web'),
      list => list.length === 1,
    );
    const deleted = await api('DELETE', `/api/v1/namespaces/${ns}`);
    expect(deleted.body.status).toMatchObject({ phase: 'Terminating' });
    const refused = await api('POST', `${core}/configmaps`, configMap('late'));
    expect(refused.body).toMatchObject({
      code: 403,
      reason: 'Forbidden',
      details: { causes: [{ reason: 'NamespaceTerminating' }] },
    });
    await eventually(
      () => api('GET', `/api/v1/namespaces/${ns}`),
      ({ code }) => code === 404,
    );
    expect(await items('/apis/apps/v1/deployments')).toEqual([]);
  });
});

describe('the front door', () => {
  beforeAll(() => openWithNamespace());
  afterAll(() => cluster.close());

  const visit = (host: string, accept = 'application/json') =>
    apiClient({ url: cluster.doorUrl, token: '' })('GET', '/', undefined, {
      host,
      accept,
    });

  it('answers for an Ingress with a ready pod behind it, and says what is missing', async () => {
    expect((await visit('web.localhost')).body).toEqual({
      error: 'no ingress rule',
      host: 'web.localhost',
    });
    await create(`${networking}/ingresses`, ingress('web', 'web.localhost'));
    await create(`${core}/services`, service('web'));
    expect(await visit('web.localhost:8090')).toMatchObject({
      code: 503,
      body: { error: 'no ready endpoint', service: 'web' },
    });
    await create(`${apps}/deployments`, deployment('web', 'shop:<1>'));
    await eventually(
      () => readyPods('web'),
      list => list.length === 1,
    );
    expect(await visit('web.localhost')).toMatchObject({
      code: 200,
      body: { service: 'web', images: ['shop:<1>'], namespace: ns },
    });
    const page = await visit('web.localhost', 'text/html');
    expect(page.type).toContain('text/html');
    expect(page.text).toContain('shop:&lt;1&gt;');
  });
});

describe('the state file', () => {
  it('keeps objects over a restart; watches from before have to list again', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'practice-'));
    try {
      const file = join(folder, 'state.json');
      await openWithNamespace(file);
      await create(`${apps}/deployments`, deployment('web', 'shop:1'));
      await eventually(
        () => readyPods('web'),
        list => list.length === 1,
      );
      const before = await podsOf('web');
      await cluster.close();

      await open(file);
      expect(
        (await podsOf('web')).map(item => at(item, 'metadata', 'uid')),
      ).toEqual(before.map(item => at(item, 'metadata', 'uid')));
      const { code, text } = await api(
        'GET',
        `${core}/pods?watch=1&resourceVersion=2`,
      );
      expect(code).toBe(200);
      expect(JSON.parse(text)).toMatchObject({
        type: 'ERROR',
        object: { code: 410, reason: 'Expired' },
      });
      await api(
        'PATCH',
        `${apps}/deployments/web`,
        { spec: { replicas: 2 } },
        merged,
      );
      await eventually(
        () => readyPods('web'),
        list => list.length === 2,
      );
      expect(
        asObject((await api('GET', `${apps}/deployments/web`)).body.metadata)
          .generation,
      ).toBe(2);
    } finally {
      await cluster.close();
      await rm(folder, { recursive: true });
    }
  });
});
