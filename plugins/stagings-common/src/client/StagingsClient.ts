import { ResponseError } from '@backstage/errors';
import { Operation, OperationWithLog } from '../operation';
import {
  CreateStagingRequest,
  ListStagingsQuery,
  LogFrame,
  PodLogsQuery,
  StagingList,
  UpdateStagingRequest,
} from '../requests';
import { ResourceNode } from '../resource';
import { Staging } from '../staging';
import { StagingTemplate } from '../template';
import { readLines } from './readLines';

/**
 * What the client needs from its surroundings. In the frontend `fetchApi` and `discoveryApi` fit, in a
 * backend `fetch` with a token and the discovery service do.
 * @public
 */
export interface StagingsClientOptions {
  discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  fetchApi: { fetch: typeof fetch };
}

/**
 * Options of each call.
 * @public
 */
export interface StagingsRequestOptions {
  signal?: AbortSignal;
}

/**
 * Actions that take no input.
 * @public
 */
export type StagingCommand = 'redeploy' | 'archive' | 'restore';

type Query = Record<string, string | number | boolean | undefined>;

/**
 * Client of the Stagings HTTP API. Every method throws a `ResponseError` when the server refuses.
 * @public
 */
export class StagingsClient {
  private readonly options: StagingsClientOptions;

  constructor(options: StagingsClientOptions) {
    this.options = options;
  }

  async listTemplates(
    entityRef: string,
    options?: StagingsRequestOptions,
  ): Promise<StagingTemplate[]> {
    const { items } = await this.json<{ items: StagingTemplate[] }>(
      this.path`/v1/templates`,
      { query: { entityRef }, ...options },
    );
    return items;
  }

  async createStaging(
    request: CreateStagingRequest,
    options?: StagingsRequestOptions & { idempotencyKey?: string },
  ): Promise<Staging> {
    return this.json(this.path`/v1/stagings`, {
      method: 'POST',
      body: request,
      headers: options?.idempotencyKey
        ? { 'Idempotency-Key': options.idempotencyKey }
        : {},
      signal: options?.signal,
    });
  }

  async listStagings(
    query: ListStagingsQuery,
    options?: StagingsRequestOptions,
  ): Promise<StagingList> {
    return this.json(this.path`/v1/stagings`, {
      query: { ...query },
      ...options,
    });
  }

  async getStaging(
    id: string,
    options?: StagingsRequestOptions,
  ): Promise<Staging> {
    return this.json(this.path`/v1/stagings/${id}`, { ...options });
  }

  async updateStaging(
    id: string,
    request: UpdateStagingRequest,
    options?: StagingsRequestOptions,
  ): Promise<Staging> {
    return this.json(this.path`/v1/stagings/${id}`, {
      method: 'PATCH',
      body: request,
      ...options,
    });
  }

  /** Asks for a redeploy, for the archive, or for the restore; the answer is the staging as it starts on it. */
  async command(
    id: string,
    command: StagingCommand,
    options?: StagingsRequestOptions,
  ): Promise<Staging> {
    return this.json(this.path`/v1/stagings/${id}/${command}`, {
      method: 'POST',
      ...options,
    });
  }

  /** Asks to remove everything that belongs to the staging, data too. */
  async deleteStaging(
    id: string,
    options?: StagingsRequestOptions,
  ): Promise<Staging> {
    return this.json(this.path`/v1/stagings/${id}`, {
      method: 'DELETE',
      ...options,
    });
  }

  async listOperations(
    stagingId: string,
    options?: StagingsRequestOptions,
  ): Promise<Operation[]> {
    const { items } = await this.json<{ items: Operation[] }>(
      this.path`/v1/stagings/${stagingId}/operations`,
      { ...options },
    );
    return items;
  }

  async getOperation(
    id: string,
    options?: StagingsRequestOptions,
  ): Promise<OperationWithLog> {
    return this.json(this.path`/v1/operations/${id}`, { ...options });
  }

  async listResources(
    stagingId: string,
    options?: StagingsRequestOptions,
  ): Promise<ResourceNode[]> {
    const { items } = await this.json<{ items: ResourceNode[] }>(
      this.path`/v1/stagings/${stagingId}/resources`,
      { ...options },
    );
    return items;
  }

  /** The log of one container as it is now, as text. */
  async getPodLog(
    stagingId: string,
    pod: string,
    query: PodLogsQuery,
    options?: StagingsRequestOptions,
  ): Promise<string> {
    const response = await this.send(
      this.path`/v1/stagings/${stagingId}/pods/${pod}/logs`,
      { query: { ...query }, ...options },
    );
    return response.text();
  }

  /** The log of one container, line by line as they are written, until the caller aborts or the server ends it. */
  async *followPodLog(
    stagingId: string,
    pod: string,
    query: PodLogsQuery,
    options?: StagingsRequestOptions,
  ): AsyncGenerator<LogFrame> {
    const response = await this.send(
      this.path`/v1/stagings/${stagingId}/pods/${pod}/logs`,
      { query: { ...query, follow: true }, ...options },
    );
    if (!response.body) return;
    for await (const line of readLines(response.body)) {
      yield JSON.parse(line) as LogFrame;
    }
  }

  private path(strings: TemplateStringsArray, ...values: string[]): string {
    return String.raw({ raw: strings }, ...values.map(encodeURIComponent));
  }

  private async json<T>(path: string, request: RequestParts): Promise<T> {
    const response = await this.send(path, request);
    return (await response.json()) as T;
  }

  private async send(path: string, request: RequestParts): Promise<Response> {
    const baseUrl = await this.options.discoveryApi.getBaseUrl('stagings');
    const response = await this.options.fetchApi.fetch(
      `${baseUrl}${path}${queryString(request.query)}`,
      {
        method: request.method ?? 'GET',
        signal: request.signal,
        headers: {
          ...request.headers,
          ...(request.body ? { 'Content-Type': 'application/json' } : {}),
        },
        body: request.body ? JSON.stringify(request.body) : undefined,
      },
    );
    if (!response.ok) throw await ResponseError.fromResponse(response);
    return response;
  }
}

interface RequestParts extends StagingsRequestOptions {
  method?: 'POST' | 'PATCH' | 'DELETE';
  query?: Query;
  headers?: Record<string, string>;
  body?: object;
}

function queryString(query: Query = {}): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined) params.set(key, String(value));
  }
  const text = params.toString();
  return text && `?${text}`;
}
