import { JsonObject } from '@backstage/types';
import { Readable } from 'node:stream';
import { KubeObject, ObjectIdentity } from '../model/kubeObject';

/** One kind of object that a cluster serves, as its discovery tells. */
export interface ApiResource {
  /** Empty for the core group. */
  group: string;
  version: string;
  kind: string;
  /** As in paths, for example `deployments`. */
  plural: string;
  namespaced: boolean;
  /** For example `get`, `list`, `watch`, `patch`. */
  verbs: string[];
}

/** What a collection's path is made of. */
export type ResourcePath = Pick<ApiResource, 'group' | 'version' | 'plural'>;

/** One object at one version of its API. */
export interface ObjectRef extends ObjectIdentity {
  version: string;
}

export interface CallOptions {
  /** Gives the call up; it then rejects with the signal's reason. */
  signal?: AbortSignal;
}

export interface ApplyOptions extends CallOptions {
  /** Takes fields over that another manager owns, rather than failing with a conflict. */
  force: boolean;
  /** Goes through admission and answers the outcome, but stores nothing. */
  dryRun?: boolean;
  /** The object's resourceVersion before, to know whether anything changed. */
  before?: string;
  /**
   * Lets other calls to the cluster go first for up to five seconds, where there are more than may be under way:
   * for what gives the cluster work of its own.
   */
  yields?: boolean;
}

export interface ApplyResult {
  /** The object as the server has it now. */
  object: KubeObject;
  /** The server's warnings, for example of a deprecated API. */
  warnings: string[];
  created: boolean;
  /**
   * Whether the object was created, or its resourceVersion differs from `before`; a controller's write in
   * between, of the status for example, counts as a change too. Without `before` the times that the server
   * keeps of our fields tell, and two applies within two seconds both count as changes. Says nothing in a dry
   * run.
   */
  changed: boolean;
}

/** What happens to an object's dependents. The server's own default differs by kind, so it is always sent. */
export type Propagation = 'Background' | 'Foreground' | 'Orphan';

export interface DeleteOptions extends CallOptions {
  propagation: Propagation;
  /** Deletes only the object with this uid, never a later one of the same name. */
  uid?: string;
  gracePeriodSeconds?: number;
}

/** `deleting`: accepted, but finalizers or a grace period still hold the object. */
export type DeleteOutcome = 'deleting' | 'gone';

export interface MergePatchOptions extends CallOptions {
  subresource?: 'scale' | 'status';
  /** The product's own when missing. */
  fieldManager?: string;
}

export interface ListOptions extends CallOptions {
  /** All namespaces when missing. */
  namespace?: string;
  labelSelector?: string;
  fieldSelector?: string;
}

export interface WatchEvent {
  /** `deleted` also when the object merely stopped matching the selector: read it before calling it gone. */
  type: 'added' | 'modified' | 'deleted';
  /** As `project` left it. */
  object: KubeObject;
}

/** How a watch is doing. A `live` one follows the cluster; all others may lag behind. */
export type WatchState =
  | { status: 'connecting' }
  | { status: 'live' }
  /** Tried again by itself after `retryIn` milliseconds. */
  | { status: 'interrupted'; error: Error; retryIn: number }
  /** The cluster has refused this kind (403) or not known it (404) for a minute; tried again rarely. */
  | { status: 'disabled'; error: Error; retryIn: number };

export interface WatchOptions {
  namespace?: string;
  labelSelector?: string;
  /** Cuts an object down to what is kept, as soon as it is parsed. */
  project?: (object: KubeObject) => KubeObject;
  /** The complete set, at first and after each time that events may have been missed: what is absent has vanished. */
  onSynced: (objects: KubeObject[]) => void;
  /** One change since the last `onSynced`. */
  onEvent: (event: WatchEvent) => void;
  onState: (state: WatchState) => void;
  signal: AbortSignal;
}

export interface PodRef {
  namespace: string;
  name: string;
}

export interface PodLogOptions {
  container?: string;
  tailLines?: number;
  /** Of the container's run before the last restart. */
  previous?: boolean;
  /** Goes on until the container ends or the signal aborts. */
  follow?: boolean;
  /** Begins each line with an RFC 3339 time and a space. */
  timestamps?: boolean;
  limitBytes?: number;
  signal: AbortSignal;
}

/**
 * One cluster's API. Long-lived; keeps its connections.
 *
 * Every call rejects with an `ApiError` when the cluster answers no, with a `ClusterUnreachableError` when
 * it does not answer, and with the signal's reason when aborted.
 */
export interface ClusterClient {
  readonly name: string;

  /** For example `v1.36.3`. */
  serverVersion(options?: CallOptions): Promise<string>;

  /**
   * The resource of a kind; undefined when the cluster does not serve it.
   * @throws GroupUnavailableError when the kind's API group does not answer discovery
   */
  findResource(
    apiVersion: string,
    kind: string,
  ): Promise<ApiResource | undefined>;

  /** Everything that the cluster serves, as far as its groups answer. */
  listResources(): Promise<ApiResource[]>;

  /** Undefined when the object, its namespace or its kind does not exist. */
  get(ref: ObjectRef, options?: CallOptions): Promise<KubeObject | undefined>;

  /**
   * Server-side apply under the product's field manager.
   * @throws UnknownKindError when the cluster does not serve the kind
   * @throws ObjectTerminatingError when the object is being deleted: nothing was applied
   */
  apply(object: KubeObject, options: ApplyOptions): Promise<ApplyResult>;

  create(object: KubeObject, options?: CallOptions): Promise<KubeObject>;

  /**
   * `gone` when the object no longer exists, which includes that another uid has its name now; anything
   * else that keeps it from being deleted rejects.
   */
  delete(ref: ObjectRef, options: DeleteOptions): Promise<DeleteOutcome>;

  /** JSON merge patch (RFC 7386). */
  mergePatch(
    ref: ObjectRef,
    patch: JsonObject,
    options?: MergePatchOptions,
  ): Promise<KubeObject>;

  /** All objects, read page by page. */
  list(resource: ResourcePath, options: ListOptions): Promise<KubeObject[]>;

  /** Follows all objects of a kind through every interruption, until the signal aborts. Never rejects. */
  watch(resource: ResourcePath, options: WatchOptions): Promise<void>;

  /** The log's bytes. Aborting destroys the stream with the signal's reason. */
  podLog(pod: PodRef, options: PodLogOptions): Promise<Readable>;

  /** Closes the connections; calls under way fail. */
  close(): void;
}

/** The clusters that the portal knows. */
export interface ClusterRegistry {
  /** Names of all clusters, also of those with a problem. */
  names(): string[];
  /**
   * @throws UnknownClusterError naming the clusters that exist
   * @throws ClusterConfigError when the cluster is known, but its configuration does not suffice
   */
  get(name: string): ClusterClient;
  close(): void;
}

export type {
  ClientCertificate,
  ClusterConnection,
  ClusterCredential,
} from 'backstage-plugin-stagings-node';
