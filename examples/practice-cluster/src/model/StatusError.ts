import { JsonObject } from './json';
import { ResourceKind } from './kinds';

/** One entry of `details.causes`. */
export type Cause = { reason: string; message: string; field?: string };

/** What names the object of an error. */
export type ObjectName = { kind: ResourceKind; name: string };

type Details = {
  name?: string;
  group?: string;
  kind?: string;
  uid?: string;
  causes?: Cause[];
  retryAfterSeconds?: number;
};

/** A refusal that the API answers with a `Status` body. */
export class StatusError extends Error {
  readonly code: number;
  readonly reason?: string;
  readonly details?: Details;

  constructor(
    code: number,
    reason: string | undefined,
    message: string,
    details?: Details,
  ) {
    super(message);
    this.name = 'StatusError';
    this.code = code;
    this.reason = reason;
    this.details = details;
  }

  /** The `meta/v1` Status object. */
  toBody(): JsonObject {
    return {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: this.message,
      ...(this.reason !== undefined && { reason: this.reason }),
      ...(this.details !== undefined && { details: this.details }),
      code: this.code,
    };
  }
}

const qualified = ({ kind }: ObjectName) =>
  kind.group ? `${kind.plural}.${kind.group}` : kind.plural;

const detailsOf = ({ kind, name }: ObjectName): Details => ({
  ...(name && { name }),
  ...(kind.group && { group: kind.group }),
  kind: kind.plural,
});

/** 400: the request itself is wrong. */
export const badRequest = (message: string) =>
  new StatusError(400, 'BadRequest', message);

/** 404: there is no such object. */
export const notFound = (object: ObjectName) =>
  new StatusError(
    404,
    'NotFound',
    `${qualified(object)} "${object.name}" not found`,
    detailsOf(object),
  );

/** 404: there is no such resource in a group version that exists. */
export const noSuchResource = () =>
  new StatusError(
    404,
    'NotFound',
    'the server could not find the requested resource',
    {},
  );

/** 405: the resource has no such verb. */
export const methodNotAllowed = () =>
  new StatusError(
    405,
    'MethodNotAllowed',
    'the server does not allow this method on the requested resource',
    {},
  );

/** 409: an object of that name exists; `deleting` when it is on its way out. */
export const alreadyExists = (object: ObjectName, deleting: boolean) =>
  new StatusError(
    409,
    'AlreadyExists',
    `${deleting ? 'object is being deleted: ' : ''}${qualified(object)} "${
      object.name
    }" already exists`,
    detailsOf(object),
  );

/** 409: somebody else changed the object meanwhile, or a precondition fails. */
export const conflict = (
  object: ObjectName,
  why = 'the object has been modified; please apply your changes to the latest version and try again',
) =>
  new StatusError(
    409,
    'Conflict',
    `Operation cannot be fulfilled on ${qualified(object)} "${
      object.name
    }": ${why}`,
    detailsOf(object),
  );

/** 403, with the cause when there is one. */
export const forbidden = (object: ObjectName, why: string, causes?: Cause[]) =>
  new StatusError(
    403,
    'Forbidden',
    `${qualified(object)} "${object.name}" is forbidden: ${why}`,
    { ...detailsOf(object), ...(causes && { causes }) },
  );

/** 410: the version or the continue token is too old. */
export const expired = (message: string) =>
  new StatusError(410, 'Expired', message);

/** 422 with one cause a field. */
export function invalid(
  subject: { group: string; kind: string; name: string },
  causes: readonly (Cause & { field: string })[],
) {
  const lines = causes.map(cause => `${cause.field}: ${cause.message}`);
  const title = subject.group
    ? `${subject.kind}.${subject.group}`
    : subject.kind;
  const text = lines.length === 1 ? lines[0] : `[${lines.join(', ')}]`;
  return new StatusError(
    422,
    'Invalid',
    `${title} "${subject.name}" is invalid: ${text}`,
    {
      ...(subject.name && { name: subject.name }),
      ...(subject.group && { group: subject.group }),
      kind: subject.kind,
      causes: [...causes],
    },
  );
}

/** 501: the real API server does this, the practice cluster does not. */
export const notImplemented = (what: string) =>
  new StatusError(
    501,
    'NotImplemented',
    `the practice cluster does not do this: ${what}`,
  );
