import { IncomingMessage } from 'node:http';
import { ObjectIdentity } from '../../model/kubeObject';
import { ApiCall, ApiError, ClusterUnreachableError } from '../errors';
import { apiErrorOf } from '../status';
import { ClusterConnection } from '../types';
import { Agents, closeAgents, openAgents } from './agents';
import { isUntrusted, unreachable } from './connectionErrors';
import { encodeBody } from './encodeBody';
import { Gate } from './Gate';
import { retryAfterOf, warningsOf } from './headers';
import { pause } from './pause';
import { Query, withQuery } from './requestPath';
import { retryDelay } from './retry';
import { send, StaleConnectionError, WireRequest } from './send';

/** One call to a cluster's API. */
export interface ApiRequest {
  /** For messages, for example `apply`. */
  verb: string;
  /** What it is about, for messages. */
  object?: ObjectIdentity;
  method: WireRequest['method'];
  path: string;
  query?: Query;
  body?: unknown;
  contentType?: string;
  accept?: string;
  signal?: AbortSignal;
}

/** An answer with a status below 300. */
export interface ApiAnswer {
  status: number;
  /** The parsed JSON. */
  body: unknown;
  warnings: string[];
}

const CALL_LIMIT = 30_000;
const MAX_CALLS = 16;
/** Milliseconds after a lost connection in which refusals may come from a server that is still starting. */
const RECOVERY = 60_000;

/**
 * Speaks to one cluster: signs requests, keeps connections, bounds what is in flight, and tries again what
 * the cluster asks to be tried again.
 */
export class ClusterTransport {
  private readonly gate = new Gate(MAX_CALLS);
  private agents?: Promise<Agents>;
  private lostAt?: number;
  private closed = false;

  constructor(private readonly connection: ClusterConnection) {}

  get cluster(): string {
    return this.connection.name;
  }

  /** Whether the connection was lost less than a minute ago. */
  isRecovering(): boolean {
    return this.lostAt !== undefined && Date.now() - this.lostAt < RECOVERY;
  }

  /** A call that is answered in one piece of JSON. */
  async call(request: ApiRequest): Promise<ApiAnswer> {
    const body =
      request.body === undefined ? undefined : encodeBody(request.body);
    let waited = 0;
    for (let tries = 1; ; tries++) {
      const answer = await this.gate.run(() => this.once(request, body));
      if (!(answer instanceof ApiError)) {
        return answer;
      }
      const delay = retryDelay(request.method, answer, tries, waited);
      if (delay === undefined) {
        throw answer;
      }
      await pause(delay, request.signal);
      request.signal?.throwIfAborted();
      waited += delay;
    }
  }

  /** A call whose answer goes on for as long as it likes. Resolves when it begins. */
  async stream(request: ApiRequest): Promise<IncomingMessage> {
    const answer = await this.signed(request, undefined, 'streams');
    if (isSuccess(answer)) {
      answer.once('error', error => this.noteLoss(error, request.signal));
      return answer;
    }
    throw await this.refusal(request, answer);
  }

  /** Calls under way and later ones fail. */
  close(): void {
    this.closed = true;
    this.dropAgents();
  }

  private async once(
    request: ApiRequest,
    body: string | undefined,
  ): Promise<ApiAnswer | ApiError> {
    const answer = await this.signed(request, body, 'calls');
    if (!isSuccess(answer)) {
      return this.refusal(request, answer);
    }
    const text = await this.readBody(answer, request.signal);
    return {
      status: answer.statusCode ?? 0,
      body: this.parse(request, text),
      warnings: warningsOf(answer),
    };
  }

  /** Sends with the credential; once more with a fresh one when it is refused. */
  private async signed(
    request: ApiRequest,
    body: string | undefined,
    pool: keyof Agents,
  ): Promise<IncomingMessage> {
    const answer = await this.sendOnce(request, body, pool);
    if (answer.statusCode !== 401) {
      return answer;
    }
    answer.resume();
    this.connection.renew();
    return this.sendOnce(request, body, pool);
  }

  private async sendOnce(
    request: ApiRequest,
    body: string | undefined,
    pool: keyof Agents,
  ): Promise<IncomingMessage> {
    const { token } = await this.connection.credential();
    const agents = await this.openedAgents();
    const base = this.connection.url.replace(/\/+$/, '');
    return this.deliver({
      cluster: this.cluster,
      method: request.method,
      url: base + withQuery(request.path, request.query),
      agent: agents[pool],
      headers: headersOf(request, body, token),
      body,
      limit: CALL_LIMIT,
      limited: pool === 'calls' ? 'answer' : 'head',
      signal: request.signal,
    });
  }

  /** Sends again what met a connection that the server had closed meanwhile, unless it could be done twice. */
  private async deliver(request: WireRequest): Promise<IncomingMessage> {
    try {
      return await send(request);
    } catch (error) {
      this.noteLoss(error, request.signal);
      if (error instanceof StaleConnectionError && request.method !== 'POST') {
        return send(request);
      }
      throw error;
    }
  }

  private async openedAgents(): Promise<Agents> {
    if (this.closed) {
      throw new ClusterUnreachableError(
        this.cluster,
        'CLOSED',
        'the connection to it has been closed',
      );
    }
    this.agents ??= openAgents(this.connection);
    try {
      return await this.agents;
    } catch (error) {
      this.agents = undefined;
      throw error;
    }
  }

  private dropAgents(): void {
    this.agents?.then(closeAgents, () => {});
    this.agents = undefined;
  }

  /** Remembers that the connection was lost; a certificate that is not trusted any more may be in the file anew. */
  private noteLoss(error: unknown, signal: AbortSignal | undefined): void {
    if (signal?.aborted) {
      return;
    }
    this.lostAt = Date.now();
    if (error instanceof ClusterUnreachableError && isUntrusted(error.code)) {
      this.dropAgents();
    }
  }

  private async refusal(
    request: ApiRequest,
    answer: IncomingMessage,
  ): Promise<ApiError> {
    return apiErrorOf(this.callOf(request), {
      status: answer.statusCode ?? 0,
      body: await this.readBody(answer, request.signal),
      retryAfterSeconds: retryAfterOf(answer),
      recovering: this.isRecovering(),
    });
  }

  private parse(request: ApiRequest, text: string): unknown {
    try {
      return JSON.parse(text);
    } catch {
      throw new ApiError({
        ...this.callOf(request),
        status: 502,
        reason: 'NotKubernetes',
        message: `what answers at the url of cluster ${this.cluster} does not speak the Kubernetes API`,
        causes: [],
        recovering: this.isRecovering(),
      });
    }
  }

  private callOf(request: ApiRequest): ApiCall {
    const { verb, object } = request;
    return { cluster: this.cluster, verb, object };
  }

  private async readBody(
    answer: IncomingMessage,
    signal: AbortSignal | undefined,
  ): Promise<string> {
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of answer) {
        chunks.push(chunk);
      }
    } catch (error) {
      signal?.throwIfAborted();
      this.noteLoss(error, signal);
      throw unreachable(this.cluster, error);
    }
    return Buffer.concat(chunks).toString('utf8');
  }
}

function isSuccess(answer: IncomingMessage): boolean {
  const status = answer.statusCode ?? 0;
  return status >= 200 && status < 300;
}

function headersOf(
  request: ApiRequest,
  body: string | undefined,
  token: string | undefined,
): Record<string, string> {
  const headers: Record<string, string> = {
    accept: request.accept ?? 'application/json',
    'accept-encoding': 'identity',
    'user-agent': 'backstage-stagings',
  };
  if (token !== undefined) {
    headers.authorization = `Bearer ${token}`;
  }
  if (body !== undefined) {
    headers['content-type'] = request.contentType ?? 'application/json';
    headers['content-length'] = String(Buffer.byteLength(body));
  }
  return headers;
}
