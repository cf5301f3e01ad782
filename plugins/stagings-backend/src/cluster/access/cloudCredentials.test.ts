import { KubernetesCredential } from '@backstage/plugin-kubernetes-node';
import { cloudCredentials } from './cloudCredentials';
import { PortalCluster } from './portalClusters';
import { CloudProvider } from './portalStrategies';

const cluster: PortalCluster = {
  name: 'staging',
  url: 'https://k8s.example.com',
  authProvider: 'aws',
  authMetadata: { 'kubernetes.io/aws-assume-role': 'arn:role' },
  skipTLSVerify: false,
};

function setUp(provider: CloudProvider = 'aws') {
  const clock = { now: 0 };
  let number = 0;
  const getCredential = jest.fn(
    async (): Promise<KubernetesCredential> => ({
      type: 'bearer token',
      token: `token-${++number}`,
    }),
  );
  const open = jest.fn(async () => ({ getCredential }));
  const credentials = cloudCredentials(
    cluster,
    provider,
    open,
    () => clock.now,
  );
  return { clock, getCredential, open, credentials };
}

it('asks once for calls at the same time, with what the portal knows of the cluster', async () => {
  const { getCredential, open, credentials } = setUp();
  expect(
    await Promise.all([credentials.credential(), credentials.credential()]),
  ).toEqual([{ token: 'token-1' }, { token: 'token-1' }]);
  expect(open).toHaveBeenCalledTimes(1);
  expect(getCredential.mock.calls).toEqual([
    [
      expect.objectContaining({
        name: 'staging',
        authMetadata: { 'kubernetes.io/aws-assume-role': 'arn:role' },
      }),
      {},
    ],
  ]);
});

it.each<[CloudProvider, number]>([
  ['aws', 600],
  ['googleServiceAccount', 240],
  ['azure', 60],
])('keeps a token of %s for %i s', async (provider, seconds) => {
  const { clock, credentials } = setUp(provider);
  await credentials.credential();
  clock.now = seconds * 1000 - 1;
  expect(await credentials.credential()).toEqual({ token: 'token-1' });
  clock.now = seconds * 1000;
  expect(await credentials.credential()).toEqual({ token: 'token-2' });
});

it('opens the strategy anew for a token that was refused: it might keep it too', async () => {
  const { open, credentials } = setUp('azure');
  await credentials.credential();
  credentials.renew();
  expect(await credentials.credential()).toEqual({ token: 'token-2' });
  expect(open).toHaveBeenCalledTimes(2);
});

it('tries again after a cloud that gave no token, and says so', async () => {
  const { open, getCredential, credentials } = setUp();
  getCredential.mockRejectedValueOnce(new Error('no region'));
  await expect(credentials.credential()).rejects.toMatchObject({
    name: 'ClusterUnreachableError',
    message:
      'cluster staging cannot be reached: aws gave no token for it: no region',
  });
  expect(await credentials.credential()).toEqual({ token: 'token-1' });
  expect(open).toHaveBeenCalledTimes(2);
});

it('names the package that is missing', async () => {
  const { open, credentials } = setUp();
  open.mockRejectedValueOnce(new Error('Cannot find module'));
  await expect(credentials.credential()).rejects.toThrow(
    "cluster staging cannot be used: the portal's way to sign in with aws cannot be loaded, is @backstage/plugin-kubernetes-backend installed? Cannot find module",
  );
});

it('refuses what is no token', async () => {
  const { getCredential, credentials } = setUp();
  getCredential.mockResolvedValueOnce({ type: 'anonymous' });
  await expect(credentials.credential()).rejects.toThrow(
    'the portal signs in there with anonymous, which cannot be used',
  );
});
