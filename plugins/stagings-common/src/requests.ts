import { JsonObject } from '@backstage/types';
import { StagingSummary } from './staging';

/**
 * Body of `POST /v1/stagings`.
 * @public
 */
export interface CreateStagingRequest {
  entityRef: string;
  template: string;
  branch: string;
  commit?: string;
  name?: string;
  parameters?: JsonObject;
  overrides?: JsonObject;
}

/**
 * Body of `PATCH /v1/stagings/{id}`: JSON merge patches (RFC 7396), so `null` removes.
 * @public
 */
export interface UpdateStagingRequest {
  commit?: string | null;
  parameters?: JsonObject;
  overrides?: JsonObject;
  /** The revision that the caller has seen; another one now is a conflict. */
  revision?: number;
}

/**
 * Which stagings a list holds.
 * @public
 */
export type StagingStateFilter = 'active' | 'archived' | 'deleted' | 'all';

/**
 * Query of `GET /v1/stagings`.
 * @public
 */
export interface ListStagingsQuery {
  entityRef?: string;
  state?: StagingStateFilter;
  /** Matches name, branch and template. */
  q?: string;
  limit?: number;
  cursor?: string;
}

/**
 * Answer of `GET /v1/stagings`, newest first.
 * @public
 */
export interface StagingList {
  items: StagingSummary[];
  totalItems: number;
  nextCursor?: string;
}

/**
 * Query of `GET /v1/stagings/{id}/pods/{pod}/logs`.
 * @public
 */
export interface PodLogsQuery {
  container?: string;
  /** How many of the last lines. */
  tail?: number;
  /** The container's run before its last restart. */
  previous?: boolean;
}

/**
 * One frame of a followed log, a line of NDJSON each.
 * @public
 */
export type LogFrame =
  | { type: 'line'; line: string }
  | { type: 'error'; message: string }
  | { type: 'ping' };
