import {
  conflictsOf,
  isImmutableFieldError,
  isTransient,
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

describe('isTransient', () => {
  it.each<[string, unknown, boolean]>([
    ['no answer', new ClusterUnreachableError('c', 'X', 'x'), true],
    ['a group that is down', new GroupUnavailableError('c', 'x/v1'), true],
    ['an unknown kind', new UnknownKindError('c', 'x/v1', 'Foo'), false],
    ['an object that is no Unicode', new InvalidObjectError('x'), false],
    ['something else', new Error('x'), false],
    ['400', apiError({ status: 400 }), false],
    ['401', apiError({ status: 401 }), false],
    ['401 of a new server', apiError({ status: 401, recovering: true }), true],
    ['403', apiError({ status: 403 }), false],
    [
      '403 of a quota that is not counted yet',
      apiError({
        status: 403,
        message:
          'pods "web" is forbidden: status unknown for quota: backstage-stagings, resources: pods',
      }),
      true,
    ],
    ['403 of a new server', apiError({ status: 403, recovering: true }), true],
    ['404', apiError({ status: 404, reason: 'NotFound' }), false],
    ['404 of a kind that was just defined', apiError({ status: 404 }), true],
    ['404 of a read', apiError({ status: 404, verb: 'get' }), false],
    ['409 about a field', foreignField, false],
    [
      '409 about a version',
      apiError({ status: 409, reason: 'Conflict' }),
      true,
    ],
    ['409 exists', apiError({ status: 409, reason: 'AlreadyExists' }), false],
    [
      '409 still going',
      apiError({
        status: 409,
        reason: 'AlreadyExists',
        message: 'object is being deleted: namespaces "a" already exists',
      }),
      true,
    ],
    ['410', apiError({ status: 410 }), true],
    ['413', apiError({ status: 413 }), false],
    ['422', apiError({ status: 422 }), false],
    ['429', apiError({ status: 429 }), true],
    ['500 of a webhook', apiError({ message: 'failed calling webhook' }), true],
    ['500 about the schema', typedPatch, false],
    ['503', apiError({ status: 503 }), true],
  ])('%s', (_, error, transient) => {
    expect(isTransient(error)).toBe(transient);
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
  expect(conflictsOf(foreignField)).toEqual([
    { manager: 'kubectl-edit', field: '.spec.replicas' },
  ]);
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

  it("leaves the server's own steps out", () => {
    const error = apiError({
      message:
        "failed to convert new object (a/web; apps/v1, Kind=Deployment) to proper version: unable to convert unstructured object to apps/v1, Kind=Deployment: quantities must match the regular expression '^x$'",
    });
    expect(schemaProblemOf(error)?.problem).toBe(
      "quantities must match the regular expression '^x$'",
    );
  });
});
