import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import { TestCluster } from './cluster';

/** A change that a portal asked of the cluster. Times are milliseconds since the epoch. */
export interface RecordedWrite {
  portal: string;
  method: string;
  path: string;
  /** The namespace that was changed, or changed in. */
  namespace: string;
  /** Who held the staging's lease when the request came in. */
  owner: string | undefined;
  from: number;
  to: number;
}

const NAMESPACE = /^\/api(?:s\/[^/]+)?\/v[^/]+\/namespaces\/([^/?]+)/;

/** Where a proxy tells what it sees. */
export interface Recorder {
  /** Asked before a write is passed on. */
  ownerOf(namespace: string): Promise<string | undefined>;
  /** Told after the cluster has answered. */
  onWrite(write: RecordedWrite): void;
}

/** Stands between a portal and its cluster, and writes down what the portal changes there. */
export async function startRecordingProxy(
  portal: string,
  cluster: TestCluster,
  { ownerOf, onWrite }: Recorder,
): Promise<{ cluster: TestCluster; close(): void }> {
  const { request, Agent } = cluster.url.startsWith('https:') ? https : http;
  const ca = cluster.caData && Buffer.from(cluster.caData, 'base64');
  const agent = new Agent({ keepAlive: true, ...(ca && { ca }) });
  const server = http.createServer(async (incoming, answer) => {
    const { method = 'GET', url = '/', headers } = incoming;
    const namespace = method === 'GET' ? undefined : NAMESPACE.exec(url)?.[1];
    const owner = namespace && (await ownerOf(namespace));
    const from = Date.now();
    const { host: _host, ...passed } = headers;
    const call = request(
      `${cluster.url}${url}`,
      { method, headers: passed, agent },
      response => {
        answer.writeHead(response.statusCode ?? 502, response.headers);
        // A watch that has nothing to tell has answered nevertheless.
        answer.flushHeaders();
        response.pipe(answer);
        response.on('end', () => {
          if (!namespace) return;
          const to = Date.now();
          onWrite({ portal, method, path: url, namespace, owner, from, to });
        });
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
    close() {
      server.close();
      server.closeAllConnections();
      agent.destroy();
    },
  };
}
