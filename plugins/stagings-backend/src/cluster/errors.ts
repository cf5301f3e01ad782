import { describeObject, ObjectIdentity } from '../model/kubeObject';

/** One of the reasons in an answer's `details.causes`. */
export interface ApiErrorCause {
  /** For example `FieldValueInvalid`, `FieldManagerConflict`, `NamespaceTerminating`. */
  reason: string;
  message: string;
  /** For example `spec.selector`; empty when the answer names none. */
  field: string;
}

/** Which call it was that failed. */
export interface ApiCall {
  cluster: string;
  /** For example `apply`, `get`, `list`. */
  verb: string;
  object?: ObjectIdentity;
}

export interface ApiErrorFields extends ApiCall {
  status: number;
  /** The machine word of the answer, for example `NotFound`; empty when it had none. */
  reason: string;
  message: string;
  causes: ApiErrorCause[];
  retryAfterSeconds?: number;
  /** What the answer is about: `{ kind: 'namespaces', name: 'shop' }`. */
  about?: { kind?: string; name?: string };
  /** The cluster came back less than a minute ago, and may not know yet what it serves and who may do what. */
  recovering: boolean;
}

/** The cluster answered, and the answer is no. The message is cleaned of the values that the server quotes. */
export class ApiError extends Error {
  readonly name = 'ApiError';
  readonly cluster: string;
  readonly verb: string;
  readonly object?: ObjectIdentity;
  readonly status: number;
  readonly reason: string;
  readonly causes: ApiErrorCause[];
  readonly retryAfterSeconds?: number;
  readonly about?: { kind?: string; name?: string };
  readonly recovering: boolean;

  constructor(fields: ApiErrorFields) {
    super(fields.message);
    this.cluster = fields.cluster;
    this.verb = fields.verb;
    this.object = fields.object;
    this.status = fields.status;
    this.reason = fields.reason;
    this.causes = fields.causes;
    this.retryAfterSeconds = fields.retryAfterSeconds;
    this.about = fields.about;
    this.recovering = fields.recovering;
  }
}

/** The cluster did not answer: refused, timed out, no such host, a certificate that is not trusted. */
export class ClusterUnreachableError extends Error {
  readonly name = 'ClusterUnreachableError';
  readonly cluster: string;
  /** For example `ECONNREFUSED`, `ETIMEDOUT`. */
  readonly code: string;

  constructor(
    cluster: string,
    code: string,
    words: string,
    options?: { cause?: unknown },
  ) {
    super(`cluster ${cluster} cannot be reached: ${words}`, options);
    this.cluster = cluster;
    this.code = code;
  }
}

/** The cluster does not serve this kind. */
export class UnknownKindError extends Error {
  readonly name = 'UnknownKindError';
  readonly cluster: string;
  readonly apiVersion: string;
  readonly kind: string;

  constructor(cluster: string, apiVersion: string, kind: string) {
    super(
      `cluster ${cluster} does not know ${kind} of ${apiVersion}: is its custom resource definition installed?`,
    );
    this.cluster = cluster;
    this.apiVersion = apiVersion;
    this.kind = kind;
  }
}

/** An API whose server does not answer, or has only just started, so that nobody can tell which kinds it has. */
export class GroupUnavailableError extends Error {
  readonly name = 'GroupUnavailableError';
  readonly cluster: string;
  readonly apiVersion: string;

  constructor(cluster: string, apiVersion: string) {
    super(`the API ${apiVersion} of cluster ${cluster} does not answer`);
    this.cluster = cluster;
    this.apiVersion = apiVersion;
  }
}

/** The object is being deleted: what was applied to it would vanish with it. */
export class ObjectTerminatingError extends Error {
  readonly name = 'ObjectTerminatingError';
  readonly cluster: string;
  readonly object: ObjectIdentity;

  constructor(cluster: string, object: ObjectIdentity) {
    super(`${describeObject(object)} is still being deleted`);
    this.cluster = cluster;
    this.object = object;
  }
}

/** The object cannot be written as it is; the cluster was not asked. */
export class InvalidObjectError extends Error {
  readonly name = 'InvalidObjectError';
}

/** No cluster of this name is configured. */
export class UnknownClusterError extends Error {
  readonly name = 'UnknownClusterError';

  constructor(name: string, known: string[]) {
    const others =
      known.length === 0
        ? 'the portal has none under kubernetes.clusterLocatorMethods'
        : `there are ${known.join(', ')}`;
    super(`no cluster is named ${name}: ${others}`);
  }
}

/** A cluster is named in the configuration, but cannot be used as it stands there. */
export class ClusterConfigError extends Error {
  readonly name = 'ClusterConfigError';
  readonly cluster: string;

  constructor(cluster: string, problem: string) {
    super(`cluster ${cluster} cannot be used: ${problem}`);
    this.cluster = cluster;
  }
}
