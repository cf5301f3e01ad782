import {
  ApiError,
  ApiErrorFields,
  ClusterConfigError,
  ClusterUnreachableError,
  GroupUnavailableError,
  InvalidObjectError,
  ObjectTerminatingError,
  UnknownClusterError,
  UnknownKindError,
} from '../../cluster/errors';
import { TerminalError, WaitingError } from '../../model/errors';
import { StageError } from './errors';
import { explainFailure, Failure } from './explain';

const web = {
  group: 'apps',
  kind: 'Deployment',
  namespace: 'stg-shop',
  name: 'web',
};

function refused(fields: Partial<ApiErrorFields>): ApiError {
  return new ApiError({
    cluster: 'blue',
    verb: 'apply',
    object: web,
    status: 422,
    reason: '',
    message: 'no',
    causes: [],
    recovering: false,
    ...fields,
  });
}

describe('explainFailure', () => {
  it.each<[string, unknown, Failure['type'], string]>([
    [
      'a terminal error',
      new TerminalError({ reason: 'EmptyRender', message: 'x' }),
      'terminal',
      'EmptyRender',
    ],
    [
      'a stage where one object must be seen to and another waits',
      new StageError([
        new WaitingError({ reason: 'ObjectTerminating', message: 'x' }),
        new TerminalError({ reason: 'ObjectRefused', message: 'x' }),
      ]),
      'terminal',
      'ObjectRefused',
    ],
    [
      'a waiting error',
      new WaitingError({ reason: 'ImageMissing', message: 'x' }),
      'waiting',
      'ImageMissing',
    ],
    [
      'no answer',
      new ClusterUnreachableError('blue', 'ECONNREFUSED', 'refused'),
      'waiting',
      'ClusterUnreachable',
    ],
    [
      'an object on its way out',
      new ObjectTerminatingError('blue', web),
      'waiting',
      'ObjectTerminating',
    ],
    [
      'an API without a server',
      new GroupUnavailableError('blue', 'metrics.k8s.io/v1'),
      'waiting',
      'ApiUnavailable',
    ],
    [
      'an unknown cluster',
      new UnknownClusterError('blue', ['red']),
      'terminal',
      'ClusterNotConfigured',
    ],
    [
      'a cluster without credentials',
      new ClusterConfigError('blue', 'no token'),
      'terminal',
      'ClusterNotConfigured',
    ],
    [
      'an unknown kind',
      new UnknownKindError('blue', 'example.com/v1', 'Widget'),
      'terminal',
      'ObjectRefused',
    ],
    [
      'an object that cannot be sent',
      new InvalidObjectError('x'),
      'terminal',
      'ObjectRefused',
    ],
    [
      'an invalid object',
      refused({ status: 422 }),
      'terminal',
      'ObjectRefused',
    ],
    ['too much at once', refused({ status: 429 }), 'waiting', 'ClusterBusy'],
    ['a broken server', refused({ status: 503 }), 'waiting', 'ClusterBusy'],
    ['a bad token', refused({ status: 401 }), 'terminal', 'Unauthorized'],
    [
      'a namespace on its way out',
      refused({
        status: 403,
        message: 'forbidden because it is being terminated',
      }),
      'waiting',
      'NamespaceTerminating',
    ],
    [
      'a port of the nodes that another Service has',
      refused({
        message:
          'Service "vote" is invalid: spec.ports[0].nodePort: Invalid value: 31000: provided port is already allocated',
      }),
      'terminal',
      'NodePortTaken',
    ],
    [
      'an immutable field',
      refused({ message: 'spec.selector: field is immutable' }),
      'terminal',
      'ImmutableField',
    ],
    [
      'a quota',
      refused({ status: 403, message: 'exceeded quota: pods' }),
      'terminal',
      'QuotaExceeded',
    ],
    [
      'a limit range',
      refused({
        status: 403,
        message: 'maximum cpu usage per Container is 100m, but limit is 2',
      }),
      'terminal',
      'LimitExceeded',
    ],
    [
      'pod security',
      refused({ status: 403, message: 'violates PodSecurity "restricted"' }),
      'terminal',
      'PodSecurityViolated',
    ],
    [
      'a missing right',
      refused({ status: 403, message: 'cannot patch resource "deployments"' }),
      'terminal',
      'Rbac',
    ],
    [
      'a role with more rights than ours',
      refused({ status: 403, message: 'attempting to grant RBAC permissions' }),
      'terminal',
      'RbacEscalation',
    ],
    [
      'a webhook',
      refused({ status: 403, message: 'denied by a webhook' }),
      'terminal',
      'Forbidden',
    ],
    ['a programming error', new TypeError('x'), 'bug', 'InternalError'],
    ['what is no error at all', 'x', 'bug', 'InternalError'],
  ])('%s', (_, error, type, reason) => {
    expect(explainFailure(error)).toMatchObject({
      type,
      explanation: { reason },
    });
  });

  it('says which object the cluster refused, and who can do what', () => {
    expect(
      explainFailure(refused({ status: 403, message: 'exceeded quota: pods' })),
    ).toEqual({
      type: 'terminal',
      explanation: {
        reason: 'QuotaExceeded',
        message:
          'The cluster blue refused Deployment web: exceeded quota: pods',
        evidence: {
          object: { kind: 'Deployment', name: 'web', namespace: 'stg-shop' },
        },
        hint: {
          text: expect.stringContaining('Raise the quota'),
          audience: 'platform',
        },
      },
    });
  });

  it('names the field that the schema of the cluster does not take', () => {
    const { type, explanation } = explainFailure(
      refused({
        status: 500,
        message:
          'failed to create typed patch object (a/web; apps/v1, Kind=Deployment): .spec.foo: field not declared in schema',
      }),
    );
    expect(type).toBe('terminal');
    expect(explanation.message).toBe(
      'The cluster blue refused Deployment web: .spec.foo: field not declared in schema',
    );
  });

  it('says that the credentials are not accepted, not which object was asked for', () => {
    const { explanation } = explainFailure(
      refused({ status: 401, message: 'Unauthorized' }),
    );
    expect(explanation.message).toBe(
      "The cluster blue does not accept the portal's credentials",
    );
    expect(explanation.hint?.text).toMatch(/^Renew the credentials/);
  });

  it('keeps the time that a failure asks for', () => {
    const wait = { reason: 'ImageMissing', message: 'x' };
    expect(
      explainFailure(new WaitingError(wait, { retryAfter: 5_000 })).retryAfter,
    ).toBe(5_000);
    expect(
      explainFailure(refused({ status: 429, retryAfterSeconds: 3 })).retryAfter,
    ).toBe(3_000);
  });

  it('tells nobody what a programming error says', () => {
    const { message } = explainFailure(new Error('password=1234')).explanation;
    expect(message).not.toContain('1234');
  });
});
