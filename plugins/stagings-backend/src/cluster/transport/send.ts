import { isError } from '@backstage/errors';
import http, { IncomingMessage } from 'node:http';
import https from 'node:https';
import { ClusterUnreachableError } from '../errors';
import { timedOut, unreachable } from './connectionErrors';

/** One request as it goes on the wire. */
export interface WireRequest {
  cluster: string;
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  url: string;
  agent: http.Agent;
  headers: Record<string, string>;
  body?: string;
  /** Milliseconds. */
  limit: number;
  /** What must be there within the limit: the whole answer, or its head when the body is a stream. */
  limited: 'answer' | 'head';
  signal?: AbortSignal;
}

const CONNECT_LIMIT = 10_000;

/**
 * A kept connection had been closed by the other side before the request got an answer. As a rule the server
 * has never seen it.
 */
export class StaleConnectionError extends ClusterUnreachableError {}

/**
 * Sends a request; resolves with the head of the answer, whatever its status.
 * The answer's body fails with the same errors: an abort or a time limit destroys it.
 * @throws ClusterUnreachableError, StaleConnectionError, or the signal's reason
 */
export function send(request: WireRequest): Promise<IncomingMessage> {
  const { cluster, signal } = request;
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason);
      return;
    }
    const outgoing = begin(request);
    let incoming: IncomingMessage | undefined;
    const giveUp = (error: Error) => (incoming ?? outgoing).destroy(error);
    const onAbort = () => giveUp(reasonOf(signal));
    const timer = setTimeout(
      () => giveUp(timedOut(cluster, 'the answer', request.limit)),
      request.limit,
    );
    limitConnecting(outgoing, cluster);
    signal?.addEventListener('abort', onAbort);

    outgoing.on('response', response => {
      incoming = response;
      // The reader may not be listening yet, and an unheard error would end the process.
      response.on('error', () => {});
      if (request.limited === 'head') {
        clearTimeout(timer);
      }
      resolve(response);
    });
    outgoing.on('error', error =>
      reject(refusalOf(error, outgoing, cluster, signal)),
    );
    outgoing.on('close', () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    });
    outgoing.end(request.body);
  });
}

function begin(request: WireRequest): http.ClientRequest {
  const { method, headers, agent } = request;
  const open = request.url.startsWith('https:') ? https.request : http.request;
  return open(request.url, { method, headers, agent });
}

function limitConnecting(outgoing: http.ClientRequest, cluster: string): void {
  outgoing.once('socket', socket => {
    if (!socket.connecting) {
      return;
    }
    const ready = 'encrypted' in socket ? 'secureConnect' : 'connect';
    const timer = setTimeout(
      () => outgoing.destroy(timedOut(cluster, 'connecting', CONNECT_LIMIT)),
      CONNECT_LIMIT,
    );
    const settle = () => clearTimeout(timer);
    socket.once(ready, settle);
    outgoing.once('close', settle);
  });
}

function refusalOf(
  error: Error,
  outgoing: http.ClientRequest,
  cluster: string,
  signal: AbortSignal | undefined,
): unknown {
  if (signal?.aborted) {
    return signal.reason;
  }
  const cut =
    'code' in error && ['ECONNRESET', 'EPIPE'].includes(`${error.code}`);
  return cut && outgoing.reusedSocket
    ? new StaleConnectionError(
        cluster,
        'ECONNRESET',
        'the connection was cut',
        {
          cause: error,
        },
      )
    : unreachable(cluster, error);
}

function reasonOf(signal: AbortSignal | undefined): Error {
  return isError(signal?.reason)
    ? signal.reason
    : new DOMException('The call was given up', 'AbortError');
}
