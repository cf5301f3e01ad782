import { JsonObject } from '@backstage/types';

/**
 * What people asked for. Only a person or a policy changes it.
 * @public
 */
export type DesiredState = 'running' | 'archived' | 'deleted';

/**
 * How far the engine got on the way to the desired state.
 * @public
 */
export type Phase =
  | 'queued'
  | 'waiting'
  | 'deploying'
  | 'running'
  | 'failed'
  | 'archiving'
  | 'archived'
  | 'deleting'
  | 'deleted';

/**
 * What the cluster shows of the staging's objects, independent of the phase.
 * @public
 */
export type Health =
  | 'healthy'
  | 'progressing'
  | 'degraded'
  | 'suspended'
  | 'unknown';

/**
 * What a caller may do with one staging, from its phase and the caller's permissions.
 * @public
 */
export type StagingAction =
  | 'update'
  | 'redeploy'
  | 'restart'
  | 'cancel'
  | 'archive'
  | 'restore'
  | 'delete'
  | 'forget'
  | 'readLogs';

/**
 * The facts behind a status, so that a reader can check it.
 * @public
 */
export interface Evidence {
  /** The Kubernetes object that shows the problem. */
  object?: { kind: string; name: string; namespace?: string };
  container?: string;
  image?: string;
  exitCode?: number;
  /** Text of the Kubernetes event or condition that was read. */
  event?: string;
}

/**
 * What to do next, and who can do it.
 * @public
 */
export interface Hint {
  text: string;
  audience: 'engineer' | 'platform';
}

/**
 * Why something is as it is: a word for machines, a sentence for people, the facts, and the way on.
 * @public
 */
export interface Explanation {
  /** Machine word in PascalCase, for example `ImagePullFailed`. */
  reason: string;
  /** One plain sentence. */
  message: string;
  evidence?: Evidence;
  hint?: Hint;
}

/**
 * The published state of a staging.
 * @public
 */
export interface StagingStatus extends Partial<Explanation> {
  phase: Phase;
  health: Health;
  /** The last revision that was deployed without error. */
  deployedRevision?: number;
  /** What people call the version that runs; it differs from the wanted one until that is deployed. */
  deployedVersion?: string;
  /** When the cluster was last seen, ISO 8601 UTC; absent before the first look. */
  observedAt?: string;
  /** How the staging was then, where that is so long ago that its health is `unknown` now. */
  lastHealth?: Health;
}

/**
 * A link into the staging. The address is always http or https.
 * @public
 */
export interface StagingLink {
  title: string;
  url: string;
}

/**
 * Where the staging's code comes from.
 * @public
 */
export interface StagingSource {
  branch: string;
  commit?: string;
}

/**
 * A staging as lists show it: small, without its inputs.
 * @public
 */
export interface StagingSummary {
  id: string;
  /** The component, as `component:default/shop`. */
  entityRef: string;
  template: string;
  /** Unique in its cluster; also the first label of its host. */
  name: string;
  source: StagingSource;
  desired: DesiredState;
  /** Number of the newest accepted change, from 1. */
  revision: number;
  /** What people call the version that is wanted, for example an image tag. */
  version?: string;
  /** How many values the overrides set or remove. */
  overrideCount: number;
  cluster: string;
  namespace: string;
  host: string;
  links: StagingLink[];
  status: StagingStatus;
  allowedActions: StagingAction[];
  /** Entity ref of the user, or the subject of the service, that created it. */
  createdBy: string;
  /** ISO 8601 UTC, as all times here. */
  createdAt: string;
  /** When people last changed it. */
  updatedAt: string;
  /** Who last changed it. */
  updatedBy: string;
  archivedAt?: string;
  /** When it will be deleted, since it has been archived for as long as the platform keeps archives. */
  expiresAt?: string;
  deletedAt?: string;
}

/**
 * One complete environment of one component for one git branch.
 * @public
 */
export interface Staging extends StagingSummary {
  /** As people gave them; the template's defaults fill in the rest. */
  parameters: JsonObject;
  /** Changes to the chart's values or to the environment of the containers; `null` removes. */
  overrides: JsonObject;
  /** Dotted paths of the secret parameters that are set; their values are never shown. Absent for none. */
  secretParameters?: string[];
}
