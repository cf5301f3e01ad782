import { JsonObject } from '@backstage/types';
import { WorkloadName } from './operation';
import { Health, Phase, StagingSummary } from './staging';

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
 * Inputs of a staging that are maps of values.
 * @public
 */
export type ValueInput = 'parameters' | 'overrides';

/**
 * Body of `PATCH /v1/stagings/{id}`: JSON merge patches (RFC 7396), so `null` takes a value back.
 * @public
 */
export interface UpdateStagingRequest {
  commit?: string | null;
  parameters?: JsonObject;
  overrides?: JsonObject;
  /**
   * Which of the two are given whole rather than as a patch. In overrides that are given whole, as in those of
   * a create, `null` is kept: it removes a value of the chart.
   */
  replace?: ValueInput[];
  /**
   * Takes the secret parameters of this revision: to go back to it, since nobody is shown their values. Without
   * this, secrets that the request does not name stay as they are, also where parameters are given whole.
   */
  secretsOf?: number;
  /** The revision that the caller has seen; another one now is a conflict. */
  revision?: number;
}

/**
 * Body of `POST /v1/stagings/{id}/restart`.
 * @public
 */
export interface RestartRequest {
  /** All Deployments, StatefulSets and DaemonSets when missing. */
  resource?: WorkloadName;
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
  /** Entity refs of users and groups: only stagings of components that one of them owns. */
  owner?: string[];
  /** Entity ref of the user, or the subject of the service, that created them. */
  createdBy?: string;
  template?: string;
  cluster?: string;
  /** Any of these. */
  phase?: Phase[];
  /** Any of these, as the cluster was seen last. */
  health?: Health[];
  limit?: number;
  cursor?: string;
}

/**
 * How many stagings are in a phase and of a health.
 * @public
 */
export interface StagingCount {
  phase: Phase;
  health: Health;
  count: number;
}

/**
 * Answer of `GET /v1/stagings`, newest first.
 * @public
 */
export interface StagingList {
  items: StagingSummary[];
  totalItems: number;
  nextCursor?: string;
  /** All that the query would find, of all pages, if it named no `state`, `phase` and `health`. */
  counts: StagingCount[];
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

/**
 * Body of `POST /v1/stagings/{id}/redeploy`.
 * @public
 */
export interface RedeployStagingRequest {
  /** Confirms that objects which the template lacks now are removed, however many they are. */
  prune?: boolean;
}
