import { JsonValue } from '@backstage/types';

/**
 * What an operation brings about. An `update` is a change that was stored while the staging was archived.
 * @public
 */
export type OperationKind =
  | 'deploy'
  | 'update'
  | 'archive'
  | 'restore'
  | 'delete';

/**
 * How an operation stands.
 * @public
 */
export type OperationState =
  | 'queued'
  | 'running'
  | 'succeeded'
  | 'failed'
  | 'superseded';

/**
 * One input that an operation changed. Values of secrets are never in it.
 * @public
 */
export interface InputChange {
  /** Dotted path from the staging, for example `parameters.version`. */
  path: string;
  from?: JsonValue;
  to?: JsonValue;
}

/**
 * Something that an operation deployed and that was found under a name or range, with what exactly it was then.
 * @public
 */
export interface Artifact {
  type: 'chart' | 'image' | 'source';
  /** As the template or the render names it, for example `oci://registry.example.com/charts/web`. */
  name: string;
  /** Version that a range was resolved to, where there is one. */
  version?: string;
  /** For example `sha256:…`; for a source its commit or etag. */
  digest?: string;
}

/**
 * One line of what an operation did.
 * @public
 */
export interface OperationLogEntry {
  /** Counts from 1 within the operation. */
  sequence: number;
  at: string;
  level: 'info' | 'warning' | 'error';
  message: string;
}

/**
 * One attempt to bring a staging to a revision or state.
 * @public
 */
export interface Operation {
  id: string;
  stagingId: string;
  kind: OperationKind;
  revision: number;
  state: OperationState;
  /** Entity ref of the user, or subject of the service, that asked for it. */
  actor: string;
  /** Subject of the backend that called for the actor, where one did. */
  via?: string;
  changes: InputChange[];
  /** What was deployed; absent until the render succeeded. */
  artifacts?: Artifact[];
  reason?: string;
  message?: string;
  createdAt: string;
  startedAt?: string;
  endedAt?: string;
}

/**
 * An operation with its log, oldest line first.
 * @public
 */
export interface OperationWithLog extends Operation {
  log: OperationLogEntry[];
}
