import {
  conflictsOf,
  isConflict,
  isImmutableFieldError,
  isNamespaceMissing,
  isTransient,
  isUserError,
  refusalKindOf,
  schemaProblemOf,
} from './classify';
import {
  ApiError,
  ApiErrorFields,
  ClusterUnreachableError,
  GroupUnavailableError,
  InvalidObjectError,
  UnknownKindError,
} from './errors';

function apiError(fields: Partial<ApiErrorFields>): ApiError {
  return new ApiError({
    cluster: 'staging',
    verb: 'apply',
    status: 500,
    reason: '',
    message: '',
    causes: [],
    recovering: false,
    ...fields,
  });
}

const typedPatch = apiError({
  message:
    'failed to create typed patch object (a/web; apps/v1, Kind=Deployment): .spec.containers[name="web"].foo: field not declared in schema',
});
const foreignField = apiError({
  status: 409,
  reason: 'Conflict',
  causes: [
    {
      reason: 'FieldManagerConflict',
      message: 'conflict with "kubectl-edit" using apps/v1',
      field: '.spec.replicas',
    },
  ],
});

describe('isTransient and isUserError', () => {
  it.each<[string, unknown, boolean, boolean]>([
    ['no answer', new ClusterUnreachableError('c', 'X', 'x'), true, false],
    [
      'a group that is down',
      new GroupUnavailableError('c', 'x/v1'),
      true,
      false,
    ],
    ['an unknown kind', new UnknownKindError('c', 'x/v1', 'Foo'), false, true],
    ['an object that is no Unicode', new InvalidObjectError('x'), false, true],
    ['something else', new Error('x'), false, false],
    ['400', apiError({ status: 400 }), false, true],
    ['401', apiError({ status: 401 }), false, false],
    [
      '401 of a new server',
      apiError({ status: 401, recovering: true }),
      true,
      false,
    ],
    ['403', apiError({ status: 403 }), false, false],
    [
      '403 of a new server',
      apiError({ status: 403, recovering: true }),
      true,
      false,
    ],
    ['404', apiError({ status: 404 }), false, false],
    ['409 about a field', foreignField, false, false],
    [
      '409 about a version',
      apiError({ status: 409, reason: 'Conflict' }),
      true,
      false,
    ],
    [
      '409 exists',
      apiError({ status: 409, reason: 'AlreadyExists' }),
      false,
      false,
    ],
    [
      '409 still going',
      apiError({
        status: 409,
        reason: 'AlreadyExists',
        message: 'object is being deleted: namespaces "a" already exists',
      }),
      true,
      false,
    ],
    ['410', apiError({ status: 410 }), true, false],
    ['413', apiError({ status: 413 }), false, true],
    ['422', apiError({ status: 422 }), false, true],
    ['429', apiError({ status: 429 }), true, false],
    [
      '500 of a webhook',
      apiError({ message: 'failed calling webhook' }),
      true,
      false,
    ],
    ['500 about the schema', typedPatch, false, true],
    ['503', apiError({ status: 503 }), true, false],
  ])('%s', (_, error, transient, user) => {
    expect([isTransient(error), isUserError(error)]).toEqual([transient, user]);
  });
});

describe('isImmutableFieldError', () => {
  it.each([
    [
      422,
      'Deployment.apps "web" is invalid: spec.selector: field is immutable',
      true,
    ],
    [422, 'spec.clusterIPs[0]: may not change once set', true],
    [422, 'roleRef: cannot change roleRef', true],
    [
      422,
      'spec: Forbidden: updates to statefulset spec for fields other than',
      true,
    ],
    [422, 'spec: Forbidden: spec is immutable after creation except', true],
    [
      422,
      'spec: Forbidden: pod updates may not change fields other than',
      true,
    ],
    [403, 'only dynamically provisioned pvc can be resized', true],
    [422, 'spec.replicas: must be greater than or equal to 0', false],
    [403, 'exceeded quota: q', false],
    [500, 'field is immutable', false],
  ])('%i %s', (status, message, expected) => {
    expect(isImmutableFieldError(apiError({ status, message }))).toBe(expected);
  });
});

describe('refusalKindOf', () => {
  it.each([
    ['exceeded quota: q, requested: pods=1', 'quota'],
    ['failed quota: q: must specify limits.cpu for: web', 'quota'],
    ['maximum cpu usage per Container is 100m, but limit is 2', 'limitRange'],
    ['violates PodSecurity "restricted:latest": privileged', 'podSecurity'],
    ['User "x" cannot patch resource "configmaps" in API group ""', 'rbac'],
    ['user "x" is attempting to grant RBAC permissions not held', 'escalation'],
    [
      'unable to create new content in namespace a because it is being terminated',
      'namespaceTerminating',
    ],
    ['denied by a webhook', 'other'],
  ])('%s: %s', (message, kind) => {
    expect(refusalKindOf(apiError({ status: 403, message }))).toBe(kind);
  });

  it('has nothing to say of other errors', () => {
    expect(refusalKindOf(apiError({ status: 404 }))).toBeUndefined();
  });
});

it('names managers and fields of a conflict', () => {
  expect(isConflict(foreignField)).toBe(true);
  expect(conflictsOf(foreignField)).toEqual([
    { manager: 'kubectl-edit', field: '.spec.replicas' },
  ]);
});

it('tells a missing namespace from a missing object', () => {
  const missing = (kind: string) =>
    apiError({ status: 404, about: { kind, name: 'a' } });
  expect(isNamespaceMissing(missing('namespaces'))).toBe(true);
  expect(isNamespaceMissing(missing('configmaps'))).toBe(false);
});

describe('schemaProblemOf', () => {
  it('finds the field', () => {
    expect(schemaProblemOf(typedPatch)).toEqual({
      field: '.spec.containers[name="web"].foo',
      problem: 'field not declared in schema',
    });
  });

  it('does without where the server names none', () => {
    const error = apiError({
      message:
        'failed to convert new object (a/s; /v1, Kind=Secret) to proper version: unable to convert unstructured object to /v1, Kind=Secret: error decoding from json: illegal base64 data at input byte 0',
    });
    expect(schemaProblemOf(error)).toEqual({
      field: '',
      problem: 'illegal base64 data at input byte 0',
    });
  });
});
