import { once } from 'node:events';
import http, { IncomingMessage, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';

/** A request as the script sees it. */
export interface ScriptedRequest {
  method: string;
  /** With the query. */
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  body: string;
}

/** Answers one request. */
export type Script = (
  request: ScriptedRequest,
  response: ServerResponse,
) => unknown;

/** An API server that serves ConfigMaps and says what a test's script tells it to say. */
export interface ScriptedServer {
  url: string;
  /** All requests but those of discovery. */
  requests: ScriptedRequest[];
  /** How many connections were opened. */
  connections(): number;
  /** Cuts all connections, as a dying server does. */
  cut(): void;
  close(): Promise<void>;
}

const DISCOVERY: Record<string, unknown> = {
  '/api': { kind: 'APIVersions', versions: ['v1'] },
  '/apis': {
    kind: 'APIGroupList',
    groups: [{ versions: [{ groupVersion: 'broken.io/v1' }] }],
  },
  '/api/v1': {
    kind: 'APIResourceList',
    groupVersion: 'v1',
    resources: [{ name: 'configmaps', kind: 'ConfigMap', namespaced: true }],
  },
};

export async function startScriptedServer(
  script: Script,
): Promise<ScriptedServer> {
  const requests: ScriptedRequest[] = [];
  let connections = 0;
  const server = http.createServer(async (incoming, response) => {
    const request = await read(incoming);
    const discovery = DISCOVERY[request.path];
    if (discovery) {
      answer(response, 200, discovery);
    } else if (request.path === '/apis/broken.io/v1') {
      answer(response, 503, 'no endpoints');
    } else {
      requests.push(request);
      await script(request, response);
    }
  });
  server.on('connection', () => {
    connections++;
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    connections: () => connections,
    cut: () => server.closeAllConnections(),
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** Sends a whole answer, objects as JSON. */
export function answer(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, headers).end(text);
}

/** A Kubernetes `Status` that says no. */
export function refusal(code: number, fields: object = {}): object {
  return { kind: 'Status', apiVersion: 'v1', code, ...fields };
}

/** Sends lines of a watch, and leaves it open. */
export function sendFrames(
  response: ServerResponse,
  ...frames: Array<[type: string, object: object]>
): void {
  for (const [type, object] of frames) {
    response.write(`${JSON.stringify({ type, object })}\n`);
  }
}

async function read(incoming: IncomingMessage): Promise<ScriptedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) {
    chunks.push(chunk);
  }
  const path = incoming.url ?? '';
  return {
    method: incoming.method ?? '',
    path,
    query: new URL(path, 'http://server').searchParams,
    headers: incoming.headers,
    body: Buffer.concat(chunks).toString(),
  };
}
