import {
  ApiError,
  ClusterUnreachableError,
  GroupUnavailableError,
  ObjectTerminatingError,
} from './errors';

/** What a 403 is about; the server tells them apart by text alone. */
export type RefusalKind =
  | 'quota'
  | 'limitRange'
  | 'podSecurity'
  | 'rbac'
  /** Granting a role needs the rights that it grants. */
  | 'escalation'
  | 'namespaceTerminating'
  | 'other';

/** One field that somebody else owns. */
export interface FieldConflict {
  /** The other field manager, for example `kubectl-edit`. */
  manager: string;
  /** For example `.spec.replicas`. */
  field: string;
}

/** The field of an object that its schema does not take. */
export interface SchemaProblem {
  /** For example `.spec.template.spec.containers[name="web"].image`; empty when the server names none. */
  field: string;
  problem: string;
}

const REFUSALS: Array<[RegExp, RefusalKind]> = [
  [/exceeded quota:|failed quota:/, 'quota'],
  [/(?:maximum|minimum) .*(?: is|usage per)/, 'limitRange'],
  [/violates PodSecurity/, 'podSecurity'],
  [/attempting to grant RBAC permissions/, 'escalation'],
  [/cannot \w+ resource/, 'rbac'],
];

const IMMUTABLE = [
  /field is immutable/,
  /may not change once set/,
  /cannot change roleRef/,
  /updates to \w+ spec/,
  /is immutable after creation/,
  /field can not be less than/,
  /pod updates may not change fields/,
  /only dynamically provisioned pvc can be resized/,
];

const TYPED_PATCH =
  /failed to create typed patch object \(.*?, Kind=[^)]*\): (.*)/;
const UNCONVERTED =
  /failed to convert new object \(.*?, Kind=[^)]*\).*?: (?:unable to convert unstructured object to \S* Kind=\w+: )?(?:error decoding from json: )?(.*)/;

/** Whether the same call may succeed later without anybody doing anything about it. */
export function isTransient(error: unknown): boolean {
  if (
    error instanceof ClusterUnreachableError ||
    error instanceof GroupUnavailableError ||
    error instanceof ObjectTerminatingError
  ) {
    return true;
  }
  if (!(error instanceof ApiError)) {
    return false;
  }
  switch (error.status) {
    case 401:
      return error.recovering;
    case 404:
      return error.recovering || isKindNotServedYet(error);
    case 403:
      return (
        error.recovering ||
        isNamespaceTerminating(error) ||
        isQuotaUncounted(error)
      );
    case 408:
    case 410:
    case 429:
      return true;
    case 409:
      return isPassingConflict(error);
    default:
      return error.status >= 500 && schemaProblemOf(error) === undefined;
  }
}

/**
 * Discovery has the kind, but the server that answered does not: one of several that has not heard of a new
 * definition yet. Its answer is text, without a machine word.
 */
function isKindNotServedYet({ verb, reason }: ApiError): boolean {
  return verb === 'apply' && reason === '';
}

/** A stale resourceVersion or uid, or a name that an object on its way out still holds. */
function isPassingConflict(error: ApiError): boolean {
  return error.reason === 'AlreadyExists'
    ? /object is being deleted/.test(error.message)
    : conflictsOf(error).length === 0;
}

/** A quota that was just made is not known to be kept before its controller has counted once. */
function isQuotaUncounted({ message }: ApiError): boolean {
  return /status unknown for quota:/.test(message);
}

/** Whether only a new object can have the wanted values. */
export function isImmutableFieldError(error: unknown): boolean {
  if (!(error instanceof ApiError) || ![403, 422].includes(error.status)) {
    return false;
  }
  const texts = [error.message, ...error.causes.map(cause => cause.message)];
  return texts.some(text => IMMUTABLE.some(pattern => pattern.test(text)));
}

/** Whether the namespace is being deleted, so that nothing can be created in it. */
export function isNamespaceTerminating(error: unknown): boolean {
  return (
    error instanceof ApiError &&
    (error.causes.some(cause => cause.reason === 'NamespaceTerminating') ||
      /because it is being terminated/.test(error.message))
  );
}

/** Who owns which of the fields; empty when the error is another one. */
export function conflictsOf(error: ApiError): FieldConflict[] {
  return error.causes
    .filter(cause => cause.reason === 'FieldManagerConflict')
    .map(cause => ({
      manager: /conflict with "([^"]*)"/.exec(cause.message)?.[1] ?? '',
      field: cause.field,
    }));
}

/** What a 403 is about; undefined for other errors. */
export function refusalKindOf(error: unknown): RefusalKind | undefined {
  if (!(error instanceof ApiError) || error.status !== 403) {
    return undefined;
  }
  if (isNamespaceTerminating(error)) {
    return 'namespaceTerminating';
  }
  const known = REFUSALS.find(([pattern]) => pattern.test(error.message));
  return known?.[1] ?? 'other';
}

/**
 * What an apply has against the shape of an object: an unknown field, a wrong type, a duplicate key. The server
 * answers these with 500 and no reason; undefined for all other errors.
 */
export function schemaProblemOf(error: unknown): SchemaProblem | undefined {
  if (!(error instanceof ApiError) || error.status !== 500) {
    return undefined;
  }
  const text = (TYPED_PATCH.exec(error.message) ??
    UNCONVERTED.exec(error.message))?.[1];
  if (text === undefined) {
    return undefined;
  }
  const located = /^(\.\S*): (.*)$/.exec(text);
  return located
    ? { field: located[1] ?? '', problem: located[2] ?? '' }
    : { field: '', problem: text };
}
