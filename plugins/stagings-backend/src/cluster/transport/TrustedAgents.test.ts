import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ClusterConnection } from '../types';
import { TrustedAgents } from './TrustedAgents';

let folder: string;
let caFile: string;
const clock = { now: 0 };

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'ca-'));
  caFile = path.join(folder, 'ca.crt');
  clock.now = 1_000_000;
});
afterEach(() => rm(folder, { recursive: true }));

function trusting(given: Partial<ClusterConnection>): TrustedAgents {
  const connection = {
    name: 'staging',
    url: 'https://k8s.example.com',
    skipTLSVerify: false,
    credential: async () => ({}),
    renew: () => {},
    ...given,
  };
  return new TrustedAgents(connection, () => clock.now);
}

it('are the same as long as the certificate authority is', async () => {
  await writeFile(caFile, 'one');
  const agents = trusting({ caFile });
  const before = await agents.get();
  clock.now += 60_000;
  expect(await agents.get()).toBe(before);
  expect(await agents.renew()).toBe(false);
});

it('are others within a minute of a change of the file', async () => {
  await writeFile(caFile, 'one');
  const agents = trusting({ caFile });
  const before = await agents.get();
  await writeFile(caFile, 'two');
  clock.now += 59_999;
  expect(await agents.get()).toBe(before);
  clock.now += 1;
  const after = await agents.get();
  expect(after).not.toBe(before);
  expect(after.calls).toMatchObject({ options: { ca: Buffer.from('two') } });
  expect(before.calls.maxFreeSockets).toBe(0);
});

it('are others at once when a certificate was not trusted', async () => {
  await writeFile(caFile, 'one');
  const agents = trusting({ caFile });
  const before = await agents.get();
  await writeFile(caFile, 'two');
  expect(await agents.renew()).toBe(true);
  expect(await agents.get()).not.toBe(before);
});

it('go on while the file is away', async () => {
  await writeFile(caFile, 'one');
  const agents = trusting({ caFile });
  const before = await agents.get();
  await rm(caFile);
  clock.now += 60_000;
  expect(await agents.get()).toBe(before);
});

it('need the file at first', async () => {
  await expect(trusting({ caFile }).get()).rejects.toThrow(
    `cluster staging cannot be used: its caFile ${caFile} cannot be read`,
  );
});

it.each([
  ['caData', { caData: 'b25l' }, { ca: Buffer.from('one') }],
  ['the authorities of the system', {}, { ca: undefined }],
  ['anybody', { skipTLSVerify: true }, { rejectUnauthorized: false }],
])('trust %s', async (_, given, options) => {
  const { streams } = await trusting(given).get();
  expect(streams).toMatchObject({ options });
});

it('are others for another certificate of the client', async () => {
  const agents = trusting({});
  const client = { certificate: 'one', key: 'of one' };
  const [before, other] = await Promise.all([agents.get(), agents.get(client)]);
  expect(other).not.toBe(before);
  expect(other.calls).toMatchObject({
    options: { cert: 'one', key: 'of one' },
  });
  expect(await agents.get({ ...client })).toBe(other);
  expect(await agents.renew()).toBe(false);
});

it('are refused after closing', async () => {
  const agents = trusting({});
  await agents.get();
  agents.close();
  await expect(agents.get()).rejects.toThrow('has been closed');
});
