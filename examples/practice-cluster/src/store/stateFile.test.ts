import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { at } from '../model/json';
import { PracticeCluster, startPracticeCluster } from '../startPracticeCluster';
import { apiClient } from '../testing/apiClient';
import { callsTo } from '../testing/callsTo';
import { deployment } from '../testing/manifests';

let folder: string;
let cluster: PracticeCluster;

async function open() {
  const stateFile = join(folder, 'state.json');
  cluster = await startPracticeCluster({
    port: 0,
    doorPort: 0,
    speed: 10,
    stateFile,
  });
  return callsTo(apiClient(cluster), 'stg');
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'practice-'));
});
afterAll(async () => {
  await cluster.close();
  await rm(folder, { recursive: true });
});

it('keeps objects over a restart; watches from before have to list again', async () => {
  const first = await open();
  await first.openNamespace();
  await first.create(`${first.apps}/deployments`, deployment('web', 'shop:1'));
  await first.eventuallyReady('web', 1);
  const before = await first.podsOf('web');
  await cluster.close();

  const { api, core, apps, podsOf, patch, eventuallyReady } = await open();
  expect((await podsOf('web')).map(pod => at(pod, 'metadata', 'uid'))).toEqual(
    before.map(pod => at(pod, 'metadata', 'uid')),
  );
  const { code, text } = await api(
    'GET',
    `${core}/pods?watch=1&resourceVersion=2`,
  );
  expect(code).toBe(200);
  expect(JSON.parse(text)).toMatchObject({
    type: 'ERROR',
    object: { code: 410, reason: 'Expired' },
  });
  await patch(`${apps}/deployments/web`, { spec: { replicas: 2 } });
  await eventuallyReady('web', 2);
  const { body } = await api('GET', `${apps}/deployments/web`);
  expect(at(body, 'metadata', 'generation')).toBe(2);
});
