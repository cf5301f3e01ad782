import { asObjects } from '../model/json';
import { PracticeCluster, startPracticeCluster } from '../startPracticeCluster';
import { ApiClient, apiClient } from '../testing/apiClient';
import { nameOf } from '../testing/views';

let cluster: PracticeCluster;
let api: ApiClient;

beforeAll(async () => {
  cluster = await startPracticeCluster({ port: 0, doorPort: 0 });
  api = apiClient(cluster);
});
afterAll(() => cluster.close());

it('refuses a wrong token as the API server does', async () => {
  const stranger = apiClient({ ...cluster, token: 'wrong' });
  expect((await stranger('GET', '/api/v1/pods')).body).toMatchObject({
    kind: 'Status',
    reason: 'Unauthorized',
    code: 401,
  });
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

it('lists its resources in both forms of discovery', async () => {
  const accept =
    'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';
  const aggregated = await api('GET', '/apis', undefined, { accept });
  expect(aggregated.type).toBe(accept);
  expect(asObjects(aggregated.body.items).map(nameOf)).toContain('apps');
  const resources = asObjects(
    (await api('GET', '/apis/apps/v1')).body.resources,
  );
  expect(resources.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['deployments', 'deployments/scale']),
  );
});
