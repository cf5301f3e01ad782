import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import { text } from 'node:stream/consumers';
import { TestCluster } from './cluster';

/** A call on its way to the cluster. Nothing happens to it but what is asked for here. */
export interface PassingCall {
  method: string;
  url: string;
  body: string;
  /** Passes it on, and the answer back. Resolves with the status as soon as the whole answer has come. */
  pass(): Promise<number>;
  /** Has the cluster carry it out, and keeps the answer from the portal. */
  carryOut(): Promise<number>;
}

/** A cluster, by way of something that stands before it. */
export interface ApiProxy {
  cluster: TestCluster;
  close(): void;
}

/** Stands between a portal and its cluster, and has each call decided upon. */
export async function startApiProxy(
  cluster: TestCluster,
  decide: (call: PassingCall) => Promise<unknown>,
): Promise<ApiProxy> {
  const { Agent } = cluster.url.startsWith('https:') ? https : http;
  const ca = cluster.caData && Buffer.from(cluster.caData, 'base64');
  const agent = new Agent({ keepAlive: true, ...(ca && { ca }) });
  const server = http.createServer(async (incoming, answer) => {
    const { method = 'GET', url = '/' } = incoming;
    try {
      const body = await text(incoming);
      const send = () => forward(cluster, agent, incoming, body);
      await decide({
        method,
        url,
        body,
        pass: () => answerWith(send(), answer),
        carryOut: () => complete(send()),
      });
    } catch {
      // Whoever asked has gone, or the cluster does not answer.
      answer.destroy();
    }
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

function forward(
  cluster: TestCluster,
  agent: http.Agent,
  { method, url, headers }: http.IncomingMessage,
  body: string,
): http.ClientRequest {
  const { request } = cluster.url.startsWith('https:') ? https : http;
  const { host: _host, ...passed } = headers;
  const call = request(`${cluster.url}${url}`, {
    method,
    headers: passed,
    agent,
  });
  // A portal that goes away in the middle of an answer is no error of the test.
  call.on('error', () => {});
  return call.end(body);
}

async function answerWith(
  call: http.ClientRequest,
  answer: http.ServerResponse,
): Promise<number> {
  answer.on('close', () => call.destroy());
  const [response] = (await once(call, 'response')) as [http.IncomingMessage];
  answer.writeHead(response.statusCode ?? 502, response.headers);
  // A watch that has nothing to tell has answered nevertheless.
  answer.flushHeaders();
  response.pipe(answer);
  await once(response, 'end');
  return response.statusCode ?? 502;
}

async function complete(call: http.ClientRequest): Promise<number> {
  const [response] = (await once(call, 'response')) as [http.IncomingMessage];
  response.resume();
  await once(response, 'end');
  return response.statusCode ?? 502;
}
