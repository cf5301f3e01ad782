import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import { TestCluster } from '../e2e-tests/harness/cluster';

export type RequestKind = 'list' | 'watch' | 'get' | 'write';

/** Stands between a portal and its cluster, and counts what the portal asks. */
export interface CountingProxy {
  cluster: TestCluster;
  /** Since the last call. */
  take(): Record<RequestKind, number>;
  close(): void;
}

export async function startCountingProxy(
  cluster: TestCluster,
): Promise<CountingProxy> {
  const { request, Agent } = cluster.url.startsWith('https:') ? https : http;
  const ca = cluster.caData && Buffer.from(cluster.caData, 'base64');
  const agent = new Agent({ keepAlive: true, ...(ca && { ca }) });
  let counts = zero();
  const server = http.createServer((incoming, answer) => {
    const { method = 'GET', url = '/' } = incoming;
    counts[kindOf(method, url)] += 1;
    const { host: _host, ...headers } = incoming.headers;
    const call = request(
      `${cluster.url}${url}`,
      { method, headers, agent },
      response => {
        answer.writeHead(response.statusCode ?? 502, response.headers);
        response.pipe(answer);
      },
    );
    call.on('error', () => answer.destroy());
    answer.on('close', () => call.destroy());
    incoming.pipe(call);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('No port');
  return {
    cluster: {
      ...cluster,
      url: `http://127.0.0.1:${address.port}`,
      caData: undefined,
    },
    take() {
      const taken = counts;
      counts = zero();
      return taken;
    },
    close() {
      server.close();
      server.closeAllConnections();
      agent.destroy();
    },
  };
}

function zero(): Record<RequestKind, number> {
  return { list: 0, watch: 0, get: 0, write: 0 };
}

/** A collection's path ends with the plural, an object's with its name. */
function kindOf(method: string, url: string): RequestKind {
  if (method !== 'GET') return 'write';
  const { pathname, searchParams } = new URL(url, 'http://cluster');
  if (searchParams.has('watch')) return 'watch';
  const collection =
    /^\/(api|apis\/[^/]+)\/[^/]+(\/namespaces\/[^/]+)?\/[^/]+$/.exec(pathname);
  const isNamespace = /^\/api\/v1\/namespaces\/[^/]+$/.test(pathname);
  return collection && !isNamespace ? 'list' : 'get';
}
