import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ClusterCredential } from '../types';
import { kubeConfigCredentials } from './kubeConfigCredentials';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'kubeconfig-'));
  file = path.join(folder, 'config');
  await writeFile(file, '');
});
afterEach(() => rm(folder, { recursive: true }));

function setUp() {
  const clock = { now: 0 };
  let answered = 0;
  const signIn = jest.fn(
    async (): Promise<ClusterCredential> => ({ token: `token-${++answered}` }),
  );
  const open = jest.fn(async () => signIn);
  const credentials = kubeConfigCredentials(
    'staging',
    { path: file, context: 'e2e' },
    open,
    () => clock.now,
  );
  return { clock, signIn, open, credentials };
}

it('reads the file once, and asks its user again after a minute', async () => {
  const { clock, open, credentials } = setUp();
  expect(await credentials.credential()).toEqual({ token: 'token-1' });
  clock.now = 59_999;
  expect(await credentials.credential()).toEqual({ token: 'token-1' });
  clock.now = 60_000;
  expect(await credentials.credential()).toEqual({ token: 'token-2' });
  expect(open.mock.calls).toEqual([[{ path: file, context: 'e2e' }]]);
});

it('reads a file again that was changed', async () => {
  const { clock, open, credentials } = setUp();
  await credentials.credential();
  await utimes(file, 1, 1);
  clock.now = 60_000;
  await credentials.credential();
  expect(open).toHaveBeenCalledTimes(2);
});

it('reads the file again for a credential that was refused: its user may keep it', async () => {
  const { open, credentials } = setUp();
  await credentials.credential();
  credentials.renew();
  expect(await credentials.credential()).toEqual({ token: 'token-2' });
  expect(open).toHaveBeenCalledTimes(2);
});

it('signs in with a certificate alone', async () => {
  const { signIn, credentials } = setUp();
  const clientCertificate = { certificate: 'PEM', key: 'PEM' };
  signIn.mockResolvedValueOnce({ clientCertificate });
  await expect(credentials.credential()).resolves.toEqual({
    clientCertificate,
  });
});

it('names a file that is away, and goes on when it is back', async () => {
  const { credentials } = setUp();
  await rm(file);
  await expect(credentials.credential()).rejects.toMatchObject({
    name: 'ClusterConfigError',
    message: `cluster staging cannot be used: its kubeconfig ${file} cannot be used: ENOENT: no such file or directory, stat '${file}'`,
  });
  await writeFile(file, '');
  await expect(credentials.credential()).resolves.toEqual({ token: 'token-1' });
});

it('says what a program said that gave no token, once it is asked again it may', async () => {
  const { signIn, credentials } = setUp();
  signIn.mockRejectedValueOnce(new Error('session expired\n  at login'));
  await expect(credentials.credential()).rejects.toMatchObject({
    name: 'ClusterUnreachableError',
    message: `cluster staging cannot be reached: the user of the kubeconfig ${file} cannot be signed in: session expired`,
  });
  await expect(credentials.credential()).resolves.toEqual({ token: 'token-1' });
});

it('refuses a user who has nothing to sign in with', async () => {
  const { signIn, credentials } = setUp();
  signIn.mockResolvedValueOnce({});
  await expect(credentials.credential()).rejects.toThrow(
    'has neither a token nor a certificate',
  );
});
