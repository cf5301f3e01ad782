import { PracticeCluster, startPracticeCluster } from '../startPracticeCluster';
import { apiClient } from '../testing/apiClient';
import { callsTo } from '../testing/callsTo';
import { deployment, ingress, service } from '../testing/manifests';

let cluster: PracticeCluster;

beforeAll(async () => {
  cluster = await startPracticeCluster({ port: 0, doorPort: 0, speed: 10 });
});
afterAll(() => cluster.close());

const visit = (host: string, accept = 'application/json') =>
  apiClient({ url: cluster.doorUrl, token: '' })('GET', '/', undefined, {
    host,
    accept,
  });

it('answers for an Ingress with a ready pod behind it, and says what is missing', async () => {
  const calls = callsTo(apiClient(cluster), 'stg');
  const { core, apps, networking, create } = calls;
  await calls.openNamespace();
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
  await calls.eventuallyReady('web', 1);
  expect(await visit('web.localhost')).toMatchObject({
    code: 200,
    body: { service: 'web', images: ['shop:<1>'], namespace: 'stg' },
  });
  const page = await visit('web.localhost', 'text/html');
  expect(page.type).toContain('text/html');
  expect(page.text).toContain('shop:&lt;1&gt;');
});
