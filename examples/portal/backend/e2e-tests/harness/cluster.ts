import { readFileSync } from 'node:fs';
import https from 'node:https';
import http from 'node:http';
import { parse } from 'yaml';
import { startPracticeCluster } from 'practice-cluster';

/** An object as the API server answers it; the tests read what they need. */
export interface Live {
  kind: string;
  metadata: {
    name: string;
    uid: string;
    labels?: Record<string, string>;
    deletionTimestamp?: string;
  };
  spec?: { replicas?: number };
  status?: { phase?: string };
}

/** The cluster that the suite runs against. */
export interface TestCluster {
  name: string;
  url: string;
  token: string;
  caData?: string;
  /** Where its ingresses answer. */
  frontDoor: string;
  get(
    path: string,
  ): Promise<{ status: number; body: { items?: Live[] } & Partial<Live> }>;
  list(path: string): Promise<Live[]>;
  /** What the front door answers for a host. */
  open(host: string): Promise<{ status: number; text: string }>;
  close(): Promise<void>;
}

interface KubeConfig {
  'current-context': string;
  contexts: { name: string; context: { cluster: string; user: string } }[];
  clusters: {
    name: string;
    cluster: { server: string; 'certificate-authority-data'?: string };
  }[];
  users: { name: string; user: { token?: string } }[];
}

/** The cluster of `KUBECONFIG`, where that is set; else a practice cluster of the suite's own. */
export async function startCluster(): Promise<TestCluster> {
  const { KUBECONFIG, E2E_FRONT_DOOR } = process.env;
  if (!KUBECONFIG) {
    const practice = await startPracticeCluster({ port: 0, doorPort: 0 });
    return connect(
      'practice cluster',
      { url: practice.url, token: practice.token },
      practice.doorUrl,
      () => practice.close(),
    );
  }
  const target = readKubeConfig(KUBECONFIG);
  return connect(
    'control plane of KUBECONFIG',
    target,
    E2E_FRONT_DOOR ?? 'http://127.0.0.1:18080',
    async () => {},
  );
}

function readKubeConfig(path: string) {
  const config = parse(readFileSync(path, 'utf8')) as KubeConfig;
  const context = config.contexts.find(
    c => c.name === config['current-context'],
  )!.context;
  const cluster = config.clusters.find(
    c => c.name === context.cluster,
  )!.cluster;
  const user = config.users.find(u => u.name === context.user)!.user;
  if (!user.token) throw new Error(`${path} has no token for ${context.user}`);
  return {
    url: cluster.server,
    token: user.token,
    caData: cluster['certificate-authority-data'],
  };
}

function connect(
  name: string,
  target: { url: string; token: string; caData?: string },
  frontDoor: string,
  close: () => Promise<void>,
): TestCluster {
  const ca = target.caData && Buffer.from(target.caData, 'base64');
  const call = async (path: string) => {
    const { status, text } = await request(`${target.url}${path}`, {
      ca,
      headers: { authorization: `Bearer ${target.token}` },
    });
    return { status, body: JSON.parse(text) };
  };
  return {
    name,
    ...target,
    frontDoor,
    get: call,
    async list(path) {
      const { status, body } = await call(path);
      if (status === 404) return [];
      if (status !== 200) throw new Error(`${path}: ${status}`);
      return body.items;
    },
    open: host =>
      request(frontDoor, { headers: { host, accept: 'application/json' } }),
    close,
  };
}

function request(
  url: string,
  options: https.RequestOptions,
): Promise<{ status: number; text: string }> {
  const { request: send } = url.startsWith('https:') ? https : http;
  return new Promise((resolve, reject) => {
    send(url, options, res => {
      let text = '';
      res.setEncoding('utf8');
      res.on('data', chunk => {
        text += chunk;
      });
      res.on('end', () => resolve({ status: res.statusCode ?? 0, text }));
    })
      .on('error', reject)
      .end();
  });
}
