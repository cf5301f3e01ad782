import { JsonValue } from '@backstage/types';

/**
 * What an operation brings about. An `update` is a change that was stored while the staging was archived; a
 * `cancel` brings back what was last deployed.
 * @public
 */
export type OperationKind =
  | 'deploy'
  | 'update'
  | 'cancel'
  | 'restart'
  | 'archive'
  | 'restore'
  | 'delete'
  /** The portal applied again what somebody else had deleted or changed in the cluster. */
  | 'repair'
  /** The record of a staging that could not be removed was dropped; what is left of it stays in the cluster. */
  | 'forget';

/**
 * How an operation stands.
 * @public
 */
export type OperationState =
  | 'queued'
  | 'running'
  | 'succeeded'
  | 'failed'
  | 'cancelled'
  | 'superseded';

/**
 * A workload of a staging: a Deployment, a StatefulSet or a DaemonSet.
 * @public
 */
export interface WorkloadName {
  kind: string;
  name: string;
}

/**
 * One input that an operation changed. Values of secrets are never in it.
 * @public
 */
export interface InputChange {
  /** Dotted path from the staging, for example `parameters.version`. */
  path: string;
  from?: JsonValue;
  to?: JsonValue;
  /** What happened to a secret, of which nothing else is told. */
  secret?: 'set' | 'changed' | 'removed';
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
 * A part of a deploy, in the order in which they come. Only templates with hooks have `preHooks`, `postHooks`.
 * @public
 */
export type OperationStep =
  | 'render'
  | 'images'
  | 'preHooks'
  | 'apply'
  | 'health'
  | 'postHooks';

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
  /** The part of a deploy that begins with this line. A deploy that waits begins with its first one again. */
  step?: OperationStep;
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
  /** Entity ref of the user, or subject of the service, that asked for it; `system` for what nobody asked for. */
  actor: string;
  /** Subject of the backend that called for the actor, where one did. */
  via?: string;
  changes: InputChange[];
  /** The workload that a restart is about; absent for all of them. */
  resource?: WorkloadName;
  /** Whether the actor confirmed that a large part of the staging may be pruned. */
  confirmsPrune?: boolean;
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
