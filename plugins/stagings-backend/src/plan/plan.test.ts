import { InventoryEntry } from '../model/inventory';
import { KubeObject } from '../model/kubeObject';
import {
  appliedInventory,
  applyStages,
  deleteOrder,
  mayPrune,
  settledInventory,
  unionInventory,
} from '.';

function object(
  apiVersion: string,
  kind: string,
  name = 'web',
  uid?: string,
): KubeObject {
  return { apiVersion, kind, metadata: { name, namespace: 'stg', uid } };
}

function entry(group: string, kind: string, name = 'web'): InventoryEntry {
  return {
    group,
    kind,
    namespace: 'stg',
    name,
    version: 'v1',
    uid: `uid-${name}`,
    actuation: 'applied',
    revision: 1,
  };
}

const kinds = (groups: { kind: string }[][]) =>
  groups.map(group => group.map(({ kind }) => kind));

describe('applyStages', () => {
  it('applies what others need first, and webhooks last', () => {
    const groups = applyStages([
      object(
        'admissionregistration.k8s.io/v1',
        'ValidatingWebhookConfiguration',
      ),
      object('example.com/v1', 'Database'),
      object('networking.k8s.io/v1', 'Ingress'),
      object('apps/v1', 'Deployment'),
      object('v1', 'Service'),
      object('rbac.authorization.k8s.io/v1', 'RoleBinding'),
      object('rbac.authorization.k8s.io/v1', 'Role'),
      object('v1', 'Secret'),
      object('apiextensions.k8s.io/v1', 'CustomResourceDefinition'),
    ]);
    expect(kinds(groups)).toEqual([
      ['CustomResourceDefinition'],
      ['Secret', 'Role'],
      ['RoleBinding', 'Service'],
      ['Deployment'],
      ['Ingress'],
      ['Database'],
      ['ValidatingWebhookConfiguration'],
    ]);
  });

  it('sorts one kind by name, so that the order never depends on the render', () => {
    const [group] = applyStages([
      object('v1', 'ConfigMap', 'b'),
      object('v1', 'ConfigMap', 'a'),
    ]);
    expect(group?.map(({ metadata }) => metadata.name)).toEqual(['a', 'b']);
  });
});

it('deleteOrder starts with webhooks and custom resources, then goes backwards', () => {
  const groups = deleteOrder([
    entry('', 'ConfigMap'),
    entry('apps', 'Deployment'),
    entry('example.com', 'Database'),
    entry('admissionregistration.k8s.io', 'MutatingWebhookConfiguration'),
    entry('admissionregistration.k8s.io', 'ValidatingWebhookConfiguration'),
    entry('networking.k8s.io', 'Ingress'),
  ]);
  expect(kinds(groups)).toEqual([
    ['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration'],
    ['Database'],
    ['Ingress'],
    ['Deployment'],
    ['ConfigMap'],
  ]);
});

describe('inventory', () => {
  const deployment = entry('apps', 'Deployment');
  const config = entry('', 'ConfigMap');

  it('is the union before an apply', () => {
    const union = unionInventory(
      [deployment, config],
      [object('apps/v1', 'Deployment'), object('v1', 'Secret')],
      2,
    );
    expect(union).toEqual([
      { ...deployment, revision: 2 },
      config,
      {
        ...entry('', 'Secret'),
        uid: undefined,
        actuation: 'pending',
        revision: 2,
      },
    ]);
  });

  it('takes uid and version from the answers', () => {
    const [pending] = unionInventory([], [object('apps/v1', 'Deployment')], 1);
    const answer = object('apps/v1', 'Deployment', 'web', 'uid-web');
    expect(appliedInventory([pending!, config], [answer])).toEqual([
      deployment,
      config,
    ]);
  });

  it('keeps what could not be pruned', () => {
    expect(settledInventory([deployment, config], [config])).toEqual([
      deployment,
    ]);
  });
});

describe('mayPrune', () => {
  const owner = { installation: 'portal', staging: 'shop' };
  const ours = {
    'stagings.backstage.io/installation': 'portal',
    'stagings.backstage.io/staging': 'shop',
  };
  const live = (
    metadata: Partial<KubeObject['metadata']> = {},
  ): KubeObject => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'web', uid: 'uid-web', labels: ours, ...metadata },
  });
  const config = entry('', 'ConfigMap');

  it.each([
    ['what is ours', config, live(), { verdict: 'prune', uid: 'uid-web' }],
    ['what is gone', config, undefined, { verdict: 'gone' }],
    [
      'what is going',
      config,
      live({ deletionTimestamp: '2026-01-01T00:00:00Z' }),
      { verdict: 'terminating' },
    ],
    [
      'a claim with data',
      entry('', 'PersistentVolumeClaim'),
      live(),
      { verdict: 'keep', reason: 'ProtectedKind' },
    ],
    [
      'what has lost our labels',
      config,
      live({ labels: {} }),
      { verdict: 'keep', reason: 'NotOurs' },
    ],
    [
      'what another portal owns',
      config,
      live({
        labels: { ...ours, 'stagings.backstage.io/installation': 'other' },
      }),
      { verdict: 'keep', reason: 'NotOurs' },
    ],
    [
      'what was made anew',
      config,
      live({ uid: 'other' }),
      { verdict: 'keep', reason: 'Replaced' },
    ],
    [
      'what helm keeps',
      config,
      live({ annotations: { 'helm.sh/resource-policy': 'keep' } }),
      { verdict: 'keep', reason: 'KeepAnnotation' },
    ],
    [
      'what the template keeps',
      config,
      live({ annotations: { 'stagings.backstage.io/prune': 'disabled' } }),
      { verdict: 'keep', reason: 'KeepAnnotation' },
    ],
  ])('%s', (_, candidate, object_, verdict) => {
    expect(mayPrune(candidate, object_, owner)).toMatchObject(verdict);
  });
});
