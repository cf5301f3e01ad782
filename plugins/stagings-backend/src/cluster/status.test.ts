import { apiErrorOf } from './status';

const call = { cluster: 'staging', verb: 'apply' };

function errorOf(status: number, body: unknown) {
  return apiErrorOf(call, {
    status,
    body: typeof body === 'string' ? body : JSON.stringify(body),
    recovering: false,
  });
}

function invalid(field: string, message: string) {
  return {
    kind: 'Status',
    reason: 'Invalid',
    code: 422,
    message: `Deployment.apps "web" is invalid: ${field}: ${message}`,
    details: {
      name: 'web',
      kind: 'Deployment',
      causes: [{ reason: 'FieldValueInvalid', message, field }],
    },
  };
}

describe('the message of a refused call', () => {
  it.each([
    {
      story: 'drops a structure that the server prints',
      status: 422,
      body: invalid(
        'spec.template',
        'Invalid value: core.PodTemplateSpec{Env:[]core.EnvVar{Value:"hunter2"}}: field is immutable',
      ),
      message:
        'Deployment.apps "web" is invalid: spec.template: field is immutable',
    },
    {
      story: 'drops a structure whose verdict is not known',
      status: 422,
      body: invalid('spec.x', 'Invalid value: {"password":"hunter2"}: bad'),
      message: 'Deployment.apps "web" is invalid: spec.x: invalid value',
    },
    {
      story: 'keeps what is said of a plain value, not the value',
      status: 422,
      body: invalid(
        'metadata.name',
        'Invalid value: "hunter2": must be lower case',
      ),
      message:
        'Deployment.apps "web" is invalid: metadata.name: must be lower case',
    },
    {
      story: 'names the rights that a role would hand on',
      status: 403,
      body: {
        kind: 'Status',
        reason: 'Forbidden',
        code: 403,
        message:
          'roles.rbac.authorization.k8s.io "web" is forbidden: user "portal" (groups=["system:authenticated"]) is attempting to grant RBAC permissions not currently held:\n{APIGroups:[""], Resources:["secrets" "nodes"], Verbs:["list" "watch"]}\n{APIGroups:["apps"], Resources:["deployments"], ResourceNames:["web"], Verbs:["update"]}\n{NonResourceURLs:["/metrics"], Verbs:["get"]}',
      },
      message:
        'roles.rbac.authorization.k8s.io "web" is forbidden: user "portal" (groups=["system:authenticated"]) is attempting to grant RBAC permissions not currently held: list, watch of secrets, nodes; update of deployments in apps; get of /metrics',
    },
    {
      story: 'is cut at the first newline, where dumps begin',
      status: 422,
      body: invalid(
        'spec',
        'Forbidden: pod updates may not change fields\n{"Env":"hunter2"}',
      ),
      message:
        'Deployment.apps "web" is invalid: spec: Forbidden: pod updates may not change fields',
    },
    {
      story: 'is cut before a value when there are no causes',
      status: 422,
      body: {
        kind: 'Status',
        message: 'admission denied: spec: Invalid value: {"a":"hunter2"}: no',
      },
      message: 'admission denied: spec',
    },
    {
      story: 'drops the value of a wrong type',
      status: 500,
      body: {
        kind: 'Status',
        message:
          'failed to create typed patch object (a/b; apps/v1, Kind=Deployment): .spec.x: expected string, got &value.valueUnstructured{Value:4711}',
      },
      message:
        'failed to create typed patch object (a/b; apps/v1, Kind=Deployment): .spec.x: expected string',
    },
    {
      story: 'is the text of a page from a proxy',
      status: 502,
      body: '<html><h1>Bad Gateway</h1>\n<p>nginx</p></html>',
      message: 'Bad Gateway nginx',
    },
    {
      story: 'says so when there is no text',
      status: 503,
      body: '',
      message: 'the cluster answered 503 without a word',
    },
  ])('$story', ({ status, body, message }) => {
    const error = errorOf(status, body);
    expect(error.message).toBe(message);
    expect(JSON.stringify(error.causes)).not.toContain('hunter2');
  });

  it('is at most 300 characters of a foreign text', () => {
    expect(errorOf(502, 'x'.repeat(5000)).message).toHaveLength(300);
  });
});

it('carries what the Status says', () => {
  const error = errorOf(429, {
    kind: 'Status',
    reason: 'TooManyRequests',
    message: 'slow down',
    details: { retryAfterSeconds: 7, kind: 'pods', name: 'web' },
  });
  expect(error).toMatchObject({
    cluster: 'staging',
    verb: 'apply',
    status: 429,
    reason: 'TooManyRequests',
    retryAfterSeconds: 7,
    about: { kind: 'pods', name: 'web' },
    causes: [],
  });
});
