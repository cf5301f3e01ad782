import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { JsonObject } from '@backstage/types';
import { ClusterAuth } from '../../config/types';
import { clusterAccesses, ClusterAccess } from './connections';
import { tokenFile } from './credentials';
import { KubeConfigUser } from './kubernetesClient';

const pod = { variables: {}, serviceAccountFolder: '/var/sa' };
const openStrategy = jest.fn(async (provider: string) => ({
  getCredential: async ({ authMetadata }: { authMetadata: object }) => ({
    type: 'bearer token' as const,
    token: `${provider} ${JSON.stringify(authMetadata)}`,
  }),
}));
const openKubeConfig = jest.fn(
  async ({ path: file, context }: KubeConfigUser) => {
    await readFile(file);
    return async () => ({ token: `${context} of the file` });
  },
);
const token: ClusterAuth = { type: 'token', token: 'secret' };
const portal: ClusterAuth = { type: 'portal' };

function kubernetes(...clusters: JsonObject[]): JsonObject {
  return { clusterLocatorMethods: [{ type: 'config', clusters }] };
}

const staging = {
  name: 'staging',
  url: 'https://k8s.example.com/base',
  authProvider: 'serviceAccount',
  caData: 'Q0E=',
};

function problemOf(access: ClusterAccess | undefined): string {
  return access && 'problem' in access ? access.problem : 'no problem';
}

async function connectionOf(access: ClusterAccess | undefined) {
  if (!access || !('connection' in access)) {
    throw new Error(problemOf(access));
  }
  const { credential, renew, ...where } = access.connection;
  return { ...where, ...(await credential().catch(() => ({}))) };
}

describe('clusterAccesses', () => {
  it.each([
    ['a token of its own', staging, token, { token: 'secret' }],
    [
      'the user of a kubeconfig',
      staging,
      { type: 'kubeconfig' as const, path: __filename, context: 'e2e' },
      { token: 'e2e of the file' },
    ],
    [
      "the portal's token",
      { ...staging, serviceAccountToken: 'portal-secret' },
      portal,
      { token: 'portal-secret' },
    ],
    [
      "the portal's token among the metadata",
      {
        ...staging,
        serviceAccountToken: 'other',
        authMetadata: { serviceAccountToken: 'portal-secret' },
      },
      portal,
      { token: 'portal-secret' },
    ],
    [
      'a token of a cloud',
      {
        ...staging,
        authProvider: 'aws',
        assumeRole: 'arn:role',
        externalId: 'id',
        authMetadata: { 'kubernetes.io/x-k8s-aws-id': 'eks' },
      },
      portal,
      {
        token:
          'aws {"kubernetes.io/auth-provider":"aws","kubernetes.io/aws-assume-role":"arn:role","kubernetes.io/aws-external-id":"id","kubernetes.io/x-k8s-aws-id":"eks"}',
      },
    ],
  ])(
    'joins a cluster of the portal with %s',
    async (_, cluster, auth, want) => {
      const [access] = clusterAccesses({
        kubernetes: kubernetes(cluster),
        clusters: { staging: { auth } },
        pod,
        openStrategy,
        openKubeConfig,
      });
      expect(await connectionOf(access)).toEqual({
        name: 'staging',
        url: 'https://k8s.example.com/base',
        caData: 'Q0E=',
        skipTLSVerify: false,
        ...want,
      });
    },
  );

  it('uses a local kubectl proxy without credentials', async () => {
    const [access] = clusterAccesses({
      kubernetes: { clusterLocatorMethods: [{ type: 'localKubectlProxy' }] },
      clusters: { local: { auth: portal } },
      pod,
      openStrategy,
      openKubeConfig,
    });
    expect(await connectionOf(access)).toEqual({
      name: 'local',
      url: 'http://localhost:8001',
      skipTLSVerify: true,
    });
  });

  it.each<[string, ClusterAuth]>([
    ['on request', { type: 'inCluster' }],
    ['as the portal does for a service account without a token', portal],
  ])('reaches its own cluster from inside %s', async (_, auth) => {
    const [access] = clusterAccesses({
      kubernetes: kubernetes(staging),
      clusters: { staging: { auth } },
      pod: {
        variables: {
          KUBERNETES_SERVICE_HOST: 'fd00::1',
          KUBERNETES_SERVICE_PORT: '443',
        },
        serviceAccountFolder: '/var/sa',
      },
      openStrategy,
      openKubeConfig,
    });
    expect(await connectionOf(access)).toEqual({
      name: 'staging',
      url: 'https://[fd00::1]:443',
      caFile: '/var/sa/ca.crt',
      skipTLSVerify: false,
    });
  });

  it.each<[string, JsonObject | null, Record<string, ClusterAuth>, string]>([
    [
      'no credentials',
      kubernetes(staging),
      {},
      'stagings.clusters.staging.auth is missing: set serviceAccountToken',
    ],
    [
      'credentials of a user',
      kubernetes({ ...staging, authProvider: 'google' }),
      { staging: portal },
      'with the authProvider google the portal signs in as the person who looks, and stagings are worked on when nobody does: set serviceAccountToken',
    ],
    [
      'an authProvider that its metadata override',
      kubernetes({
        ...staging,
        authMetadata: { 'kubernetes.io/auth-provider': 'oidc' },
      }),
      { staging: portal },
      'with the authProvider oidc the portal signs in as the person',
    ],
    [
      'a provider that only the portal knows',
      kubernetes({ ...staging, authProvider: 'vault' }),
      { staging: portal },
      'the authProvider vault is not known here: set serviceAccountToken',
    ],
    [
      'no provider',
      kubernetes({ ...staging, authProvider: '' }),
      { staging: portal },
      'names no authProvider of the cluster',
    ],
    [
      'no address',
      kubernetes({ name: 'staging', url: 'k8s' }),
      { staging: token },
      'kubernetes.clusterLocatorMethods[0].clusters[0].url must be',
    ],
    [
      'a name twice',
      kubernetes(staging, staging),
      { staging: token },
      'several clusters of the name staging',
    ],
    [
      'a name that the portal does not have',
      null,
      { staging: token },
      'stagings.clusters.staging names a cluster that',
    ],
    [
      'no pod to be inside of',
      kubernetes(staging),
      { staging: { type: 'inCluster' } },
      'KUBERNETES_SERVICE_HOST is not set',
    ],
  ])('tells the problem of a cluster with %s', (_, section, auths, problem) => {
    const accesses = clusterAccesses({
      kubernetes: section,
      clusters: Object.fromEntries(
        Object.entries(auths).map(([name, auth]) => [name, { auth }]),
      ),
      pod,
      openStrategy,
      openKubeConfig,
    });
    expect(accesses).toHaveLength(1);
    expect(problemOf(accesses[0])).toContain(problem);
  });
});

describe('tokenFile', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'token-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('reads a rotated token after a minute, and at once when refused', async () => {
    const file = path.join(folder, 'token');
    let now = 0;
    const credentials = tokenFile('staging', file, () => now);
    await writeFile(file, 'one\n');
    expect(await credentials.credential()).toEqual({ token: 'one' });
    await writeFile(file, 'two');
    now = 59_999;
    expect(await credentials.credential()).toEqual({ token: 'one' });
    now = 60_000;
    expect(await credentials.credential()).toEqual({ token: 'two' });
    await writeFile(file, 'three');
    credentials.renew();
    expect(await credentials.credential()).toEqual({ token: 'three' });
  });

  it('goes on with the token of before while its file is away', async () => {
    const file = path.join(folder, 'token');
    let now = 0;
    const credentials = tokenFile('staging', file, () => now);
    await writeFile(file, 'one');
    await credentials.credential();
    await rm(file);
    now = 60_000;
    expect(await credentials.credential()).toEqual({ token: 'one' });
    credentials.renew();
    await expect(credentials.credential()).rejects.toThrow('cannot be read');
  });

  it('names the cluster and the file that is missing', async () => {
    const file = path.join(folder, 'nothing');
    await expect(tokenFile('staging', file).credential()).rejects.toThrow(
      `cluster staging cannot be used: its token file ${file} cannot be read`,
    );
  });
});

it('loads no library of a cloud before a cluster needs it', () => {
  openStrategy.mockClear();
  clusterAccesses({
    kubernetes: kubernetes({ ...staging, authProvider: 'azure' }),
    clusters: { staging: { auth: portal } },
    pod,
    openStrategy,
    openKubeConfig,
  });
  expect(openStrategy).not.toHaveBeenCalled();
});
