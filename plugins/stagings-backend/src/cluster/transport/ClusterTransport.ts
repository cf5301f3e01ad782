import { IncomingMessage } from 'node:http';
import { isDeepStrictEqual } from 'node:util';
import { ObjectIdentity } from '../../model/kubeObject';
import { ApiCall, ApiError, ClusterConfigError } from '../errors';
import { apiErrorOf } from '../status';
import { ClusterConnection, ClusterCredential } from '../types';
import { Agents } from './agents';
import { isUntrusted, unreachable } from './connectionErrors';
import { encodeBody } from './encodeBody';
import { Gate } from './Gate';
import { dateOf, retryAfterOf, warningsOf } from './headers';
import { pause } from './pause';
import { Query, withQuery } from './requestPath';
import { retryDelay } from './retry';
import { send, StaleConnectionError, WireRequest } from './send';
import { TrustedAgents } from './TrustedAgents';

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
  /** The `ETag` of an answer that is known: where it is still good, the status is 304 and there is no body. */
  ifNoneMatch?: string;
  /** Lets the other calls that wait go first; see {@link Gate}. */
  yields?: boolean;
  signal?: AbortSignal;
}

/** An answer with a status below 300, or 304. */
export interface ApiAnswer {
  status: number;
  /** The parsed JSON; undefined with 304. */
  body: unknown;
  etag?: string;
  /** By the server's clock, in milliseconds since the epoch. */
  answeredAt?: number;
  warnings: string[];
}

const CALL_LIMIT = 30_000;
const DEFAULT_IN_FLIGHT = 16;
/** Milliseconds after a lost connection in which refusals may come from a server that is still starting. */
const RECOVERY = 60_000;

/**
 * Speaks to one cluster: signs requests, keeps connections, bounds what is in flight, and tries again what
 * the cluster asks to be tried again.
 */
export class ClusterTransport {
  private readonly gate: Gate;
  private readonly agents: TrustedAgents;
  /** Of all addresses, without a slash at the end. */
  private readonly base: string;
  private lostAt?: number;

  constructor(
    private readonly connection: ClusterConnection,
    maxInFlight: number = DEFAULT_IN_FLIGHT,
  ) {
    this.gate = new Gate(maxInFlight);
    this.agents = new TrustedAgents(connection);
    this.base = connection.url.replace(/\/+$/, '');
  }

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
      const answer = await this.gate.run(
        () => this.once(request, body),
        request,
      );
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
    this.agents.close();
  }

  private async once(
    request: ApiRequest,
    body: string | undefined,
  ): Promise<ApiAnswer | ApiError> {
    const answer = await this.signed(request, body, 'calls');
    if (!isSuccess(answer) && !isUnchanged(answer)) {
      return this.refusal(request, answer);
    }
    const text = await this.readBody(answer, request.signal);
    return {
      status: answer.statusCode ?? 0,
      body: isUnchanged(answer) ? undefined : this.parse(request, text),
      etag: answer.headers.etag,
      answeredAt: dateOf(answer),
      warnings: warningsOf(answer),
    };
  }

  /** Sends with the credential; once more with a fresh one when it is refused and there is another. */
  private async signed(
    request: ApiRequest,
    body: string | undefined,
    pool: keyof Agents,
  ): Promise<IncomingMessage> {
    const credential = await this.connection.credential();
    const answer = await this.deliver(request, body, pool, credential);
    if (answer.statusCode !== 401) {
      return answer;
    }
    let fresh = credential;
    try {
      fresh = await this.renewed(credential);
    } finally {
      if (fresh !== credential) answer.resume();
    }
    return fresh === credential
      ? answer
      : this.deliver(request, body, pool, fresh);
  }

  /**
   * Of many calls with the same refused credential, only the first one asks for another. Answers the refused
   * one where there is no other.
   */
  private async renewed(
    refused: ClusterCredential,
  ): Promise<ClusterCredential> {
    const current = await this.connection.credential();
    if (!isDeepStrictEqual(current, refused)) return current;
    this.connection.renew();
    const renewed = await this.connection.credential();
    return isDeepStrictEqual(renewed, refused) ? refused : renewed;
  }

  /**
   * Sends again what met a connection that the server had closed meanwhile, unless it could be done twice, and
   * what met a certificate of an authority that is in the file by now.
   */
  private async deliver(
    request: ApiRequest,
    body: string | undefined,
    pool: keyof Agents,
    { token, clientCertificate }: ClusterCredential,
  ): Promise<IncomingMessage> {
    const attempt = async () =>
      send({
        cluster: this.cluster,
        method: request.method,
        url: this.base + withQuery(request.path, request.query),
        agent: (await this.agents.get(clientCertificate))[pool],
        headers: headersOf(request, body, token),
        body,
        limit: CALL_LIMIT,
        limited: pool === 'calls' ? 'answer' : 'head',
        signal: request.signal,
      });
    try {
      return await attempt();
    } catch (error) {
      this.noteLoss(error, request.signal);
      const again =
        error instanceof StaleConnectionError
          ? request.method !== 'POST'
          : isUntrusted(error) && (await this.agents.renew());
      if (again) {
        return attempt();
      }
      throw error;
    }
  }

  private noteLoss(error: unknown, signal: AbortSignal | undefined): void {
    if (!signal?.aborted && !(error instanceof ClusterConfigError)) {
      this.lostAt = Date.now();
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

function isUnchanged(answer: IncomingMessage): boolean {
  return answer.statusCode === 304;
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
  if (request.ifNoneMatch !== undefined) {
    headers['if-none-match'] = request.ifNoneMatch;
  }
  if (body !== undefined) {
    headers['content-type'] = request.contentType ?? 'application/json';
    headers['content-length'] = String(Buffer.byteLength(body));
  }
  return headers;
}
