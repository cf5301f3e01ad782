import { readFileSync } from 'node:fs';
import https from 'node:https';
import http from 'node:http';
import { parse } from 'yaml';
import { startPracticeCluster } from 'practice-cluster';
import { AdminCall, publishedAccount } from './leastPrivilege';

/** An object as the API server answers it; the tests read what they need. */
export interface Live {
  kind: string;
  metadata: {
    name: string;
    uid: string;
    generation?: number;
    labels?: Record<string, string>;
    creationTimestamp?: string;
    deletionTimestamp?: string;
  };
  spec?: {
    replicas?: number;
    containers?: { image?: string }[];
    template?: { spec: { containers: { image?: string }[] } };
  };
  status?: { phase?: string; completionTime?: string };
}

/** The cluster that the suite runs against. */
export interface TestCluster {
  name: string;
  url: string;
  /** What the portal signs in with. */
  token: string;
  caData?: string;
  /** Where its ingresses answer. */
  frontDoor: string;
  get(
    path: string,
  ): Promise<{ status: number; body: { items?: Live[] } & Partial<Live> }>;
  list(path: string): Promise<Live[]>;
  /** Makes, changes or deletes an object by hand, past the portal. */
  edit(
    method: 'POST' | 'PATCH' | 'DELETE',
    path: string,
    body?: object,
  ): Promise<void>;
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
    const target = { url: practice.url, token: practice.token };
    return connect('practice cluster', target, {
      portalToken: target.token,
      frontDoor: practice.doorUrl,
      close: () => practice.close(),
    });
  }
  const target = readKubeConfig(KUBECONFIG);
  const portalToken = await publishedAccount(administrator(KUBECONFIG));
  return connect('control plane of KUBECONFIG', target, {
    portalToken,
    frontDoor: E2E_FRONT_DOOR ?? 'http://127.0.0.1:18080',
    close: async () => {},
  });
}

/** Calls the API server of a kubeconfig with all the rights that it gives. */
export function administrator(kubeConfig: string): AdminCall {
  const target = readKubeConfig(kubeConfig);
  const agent = new https.Agent({ keepAlive: true, ca: caOf(target) });
  return (method, path, body, contentType) =>
    request(
      `${target.url}${path}`,
      {
        method,
        agent,
        headers: {
          authorization: `Bearer ${target.token}`,
          'content-type': contentType,
        },
      },
      typeof body === 'object' ? JSON.stringify(body) : body,
    );
}

/** Where the API server of a kubeconfig is. */
export function kubeConfigUrl(path: string): string {
  return readKubeConfig(path).url;
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

/** An API server with a token that may read everything. */
interface Target {
  url: string;
  token: string;
  caData?: string;
}

function caOf({ caData }: Target): Buffer | undefined {
  return caData === undefined ? undefined : Buffer.from(caData, 'base64');
}

function connect(
  name: string,
  target: Target,
  options: {
    portalToken: string;
    frontDoor: string;
    close: () => Promise<void>;
  },
): TestCluster {
  const { portalToken, frontDoor, close } = options;
  const call = async (path: string) => {
    const { status, text } = await request(`${target.url}${path}`, {
      ca: caOf(target),
      headers: { authorization: `Bearer ${target.token}` },
    });
    return { status, body: JSON.parse(text) };
  };
  return {
    name,
    ...target,
    token: portalToken,
    frontDoor,
    get: call,
    async list(path) {
      const { status, body } = await call(path);
      if (status === 404) return [];
      if (status !== 200) throw new Error(`${path}: ${status}`);
      return body.items;
    },
    async edit(method, path, body) {
      const { status, text } = await request(
        `${target.url}${path}`,
        {
          method,
          ca: caOf(target),
          headers: {
            authorization: `Bearer ${target.token}`,
            'content-type': `application/${
              method === 'PATCH' ? 'merge-patch+json' : 'json'
            }`,
          },
        },
        body && JSON.stringify(body),
      );
      if (status >= 300) throw new Error(`${method} ${path}: ${text}`);
    },
    open: host =>
      request(frontDoor, { headers: { host, accept: 'application/json' } }),
    close,
  };
}

function request(
  url: string,
  options: https.RequestOptions,
  body?: string,
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
      .end(body);
  });
}
