import { ApiError, UnknownKindError } from '../../cluster/errors';
import { KubeObject } from '../../model/kubeObject';
import { isExcused } from './excused';

function refusal(status: number, message: string): ApiError {
  return new ApiError({
    cluster: 'staging',
    verb: 'apply',
    status,
    reason: 'Forbidden',
    message,
    causes: [],
    recovering: false,
  });
}

function object(apiVersion: string, kind: string, name: string): KubeObject {
  return { apiVersion, kind, metadata: { name } };
}

const runner = object('v1', 'ServiceAccount', 'runner');
const role = object('rbac.authorization.k8s.io/v1', 'Role', 'reader');
const priority = object('scheduling.k8s.io/v1', 'PriorityClass', 'high');
const runtime = object('node.k8s.io/v1', 'RuntimeClass', 'sandbox');
const widgets: KubeObject = {
  ...object('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'widgets'),
  spec: {
    group: 'example.com',
    names: { kind: 'Widget', plural: 'widgets' },
    versions: [{ name: 'v1', served: true }],
  },
};

const missingAccount = refusal(
  403,
  'pods "web" is forbidden: error looking up service account stg-shop/runner: serviceaccount "runner" not found',
);

describe('a refused dry run', () => {
  it.each<[string, Error, KubeObject]>([
    ['the account of a pod', missingAccount, runner],
    [
      'the role of a binding',
      refusal(404, 'roles.rbac.authorization.k8s.io "reader" not found'),
      role,
    ],
    [
      'the priority of a pod',
      refusal(
        403,
        'pods "web" is forbidden: no PriorityClass with name high was found',
      ),
      priority,
    ],
    [
      'the runtime of a pod',
      refusal(
        403,
        'pods "web" is forbidden: pod rejected: RuntimeClass "sandbox" not found',
      ),
      runtime,
    ],
    [
      'the definition of its kind',
      new UnknownKindError('staging', 'example.com/v1', 'Widget'),
      widgets,
    ],
  ])('is excused where the deploy makes %s before', (_, error, made) => {
    expect(isExcused(error, [made])).toBe(true);
  });

  it('is excused where a webhook takes no part in dry runs', () => {
    const error = refusal(
      400,
      'admission webhook "x.example.com" does not support dry run',
    );
    expect(isExcused(error, [])).toBe(true);
  });

  it.each<[string, Error, KubeObject[]]>([
    ['makes nothing of what is missing', missingAccount, []],
    [
      'makes another object of that kind',
      missingAccount,
      [object('v1', 'ServiceAccount', 'other')],
    ],
    [
      'makes an object of another kind with that name',
      missingAccount,
      [object('v1', 'ConfigMap', 'runner')],
    ],
    [
      'is refused for another reason',
      refusal(403, 'pods "runner" is forbidden: violates PodSecurity'),
      [runner],
    ],
    ['is refused as invalid', refusal(422, '"runner" not found'), [runner]],
    [
      'makes a definition of another kind',
      new UnknownKindError('staging', 'example.com/v1', 'Gadget'),
      [widgets],
    ],
    [
      'fails in another way',
      new Error('serviceaccount runner not found'),
      [runner],
    ],
  ])('stands where the deploy %s', (_, error, made) => {
    expect(isExcused(error, made)).toBe(false);
  });
});
