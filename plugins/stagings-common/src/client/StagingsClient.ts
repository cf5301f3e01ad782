import { ResponseError } from '@backstage/errors';
import { StagingsCluster } from '../cluster';
import { StagingEvent } from '../event';
import { Operation, OperationWithLog } from '../operation';
import { OverrideKeys, OverrideKeysQuery } from '../overrideKeys';
import { PreviewRequest, StagingPreview } from '../preview';
import {
  CreateStagingRequest,
  ListStagingsQuery,
  LogFrame,
  PodLogsQuery,
  RestartRequest,
  RedeployStagingRequest,
  StagingList,
  UpdateStagingRequest,
} from '../requests';
import { ResourceName, ResourceNode } from '../resource';
import { StagingRevision } from '../revision';
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
export type StagingCommand =
  | 'redeploy'
  | 'restart'
  | 'cancel'
  | 'archive'
  | 'restore'
  | 'forget';

type Query = Record<string, string | number | boolean | string[] | undefined>;

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

  /** The values that overrides of a template can set, for a component that it applies to. */
  async listOverrideKeys(
    template: string,
    query: OverrideKeysQuery,
    options?: StagingsRequestOptions,
  ): Promise<OverrideKeys> {
    return this.json(this.path`/v1/templates/${template}/keys`, {
      query: { ...query },
      ...options,
    });
  }

  /** What a deploy would do, without doing it. Takes as long as a render. */
  async preview(
    request: PreviewRequest,
    options?: StagingsRequestOptions,
  ): Promise<StagingPreview> {
    return this.json(this.path`/v1/preview`, {
      method: 'POST',
      body: request,
      ...options,
    });
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

  /** Asks for an action that needs no input; the answer is the staging as it starts on it. */
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

  /** As the command `redeploy`, with what it may do besides. */
  async redeployStaging(
    id: string,
    request: RedeployStagingRequest,
    options?: StagingsRequestOptions,
  ): Promise<Staging> {
    return this.json(this.path`/v1/stagings/${id}/redeploy`, {
      method: 'POST',
      body: request,
      ...options,
    });
  }

  /** Asks for a rolling restart of one workload, or of all. */
  async restartStaging(
    id: string,
    request: RestartRequest,
    options?: StagingsRequestOptions,
  ): Promise<Staging> {
    return this.json(this.path`/v1/stagings/${id}/restart`, {
      method: 'POST',
      body: request,
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

  /** For administrators: how each cluster is, and what is left in it that belongs to no staging. */
  async listClusters(
    options?: StagingsRequestOptions,
  ): Promise<StagingsCluster[]> {
    const { items } = await this.json<{ items: StagingsCluster[] }>(
      this.path`/v1/clusters`,
      { ...options },
    );
    return items;
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

  /** The inputs of a revision, to look at or to go back to. */
  async getRevision(
    stagingId: string,
    revision: number,
    options?: StagingsRequestOptions,
  ): Promise<StagingRevision> {
    return this.json(
      this.path`/v1/stagings/${stagingId}/revisions/${String(revision)}`,
      { ...options },
    );
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

  /** An object that was applied, as YAML and as the cluster has it now; values of Secrets are masked. */
  async getManifest(
    stagingId: string,
    { group, kind, name, namespace }: ResourceName,
    options?: StagingsRequestOptions,
  ): Promise<string> {
    const response = await this.send(
      this.path`/v1/stagings/${stagingId}/manifest`,
      {
        query: { group: group || undefined, kind, name, namespace },
        ...options,
      },
    );
    return response.text();
  }

  /** What the cluster reported of the staging's objects lately, newest first. */
  async listEvents(
    stagingId: string,
    options?: StagingsRequestOptions,
  ): Promise<StagingEvent[]> {
    const { items } = await this.json<{ items: StagingEvent[] }>(
      this.path`/v1/stagings/${stagingId}/events`,
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
