import { InventoryEntry } from '../model/inventory';
import { KubeObject } from '../model/kubeObject';
import {
  appliedInventory,
  applyStages,
  deleteOrder,
  mayPrune,
  needsConfirmation,
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
      object('v1', 'Namespace'),
      object('apiextensions.k8s.io/v1', 'CustomResourceDefinition'),
    ]);
    expect(kinds(groups)).toEqual([
      ['CustomResourceDefinition'],
      ['Namespace'],
      ['Service', 'Secret', 'Ingress', 'Role'],
      ['RoleBinding'],
      ['Deployment'],
      ['Database'],
      ['ValidatingWebhookConfiguration'],
    ]);
  });

  it.each([
    ['v1', 'ResourceQuota', 'v1', 'Service', 'it counts services'],
    ['v1', 'ResourceQuota', 'v1', 'PersistentVolumeClaim', 'it counts claims'],
    ['v1', 'ResourceQuota', 'apps/v1', 'Deployment', 'it counts pods'],
    ['v1', 'LimitRange', 'v1', 'PersistentVolumeClaim', 'it limits claims'],
    ['v1', 'LimitRange', 'v1', 'Pod', 'it completes pods'],
    [
      'scheduling.k8s.io/v1',
      'PriorityClass',
      'batch/v1',
      'Job',
      'admission asks for it',
    ],
    [
      'networking.k8s.io/v1',
      'NetworkPolicy',
      'apps/v1',
      'StatefulSet',
      'pods are never open before it',
    ],
    ['v1', 'ServiceAccount', 'v1', 'Pod', 'admission asks for it'],
    ['v1', 'Secret', 'apps/v1', 'Deployment', 'pods mount it'],
    ['v1', 'ConfigMap', 'batch/v1', 'Job', 'pods mount it'],
    ['v1', 'PersistentVolumeClaim', 'apps/v1', 'Deployment', 'pods mount it'],
    ['v1', 'Service', 'apps/v1', 'Deployment', 'pods get its address'],
    [
      'rbac.authorization.k8s.io/v1',
      'RoleBinding',
      'apps/v1',
      'Deployment',
      'pods may call the API at once',
    ],
  ])(
    'applies %s %s before %s %s: %s',
    (apiVersion, kind, laterVersion, laterKind) => {
      const groups = applyStages([
        object(laterVersion, laterKind),
        object(apiVersion, kind),
      ]);
      expect(kinds(groups)).toEqual([[kind], [laterKind]]);
    },
  );

  it('applies the token of an account after the account, and before pods mount it', () => {
    const token = {
      ...object('v1', 'Secret'),
      type: 'kubernetes.io/service-account-token',
    };
    const groups = applyStages([
      object('apps/v1', 'Deployment'),
      token,
      object('v1', 'ServiceAccount'),
    ]);
    expect(kinds(groups)).toEqual([
      ['ServiceAccount'],
      ['Secret'],
      ['Deployment'],
    ]);
  });

  it('applies a usual chart in three round trips', () => {
    const groups = applyStages([
      object('apps/v1', 'Deployment'),
      object('apps/v1', 'StatefulSet'),
      object('autoscaling/v2', 'HorizontalPodAutoscaler'),
      object('networking.k8s.io/v1', 'Ingress'),
      object('policy/v1', 'PodDisruptionBudget'),
      object('v1', 'ConfigMap'),
      object('v1', 'Secret'),
      object('v1', 'Service'),
      object('v1', 'ServiceAccount'),
      object('v1', 'Namespace'),
    ]);
    expect(groups).toHaveLength(3);
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
    ['Deployment'],
    ['Ingress', 'ConfigMap'],
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

  it('tells what an earlier render of the same revision had', () => {
    const [kept, gone] = unionInventory(
      [deployment, config],
      [object('apps/v1', 'Deployment')],
      1,
    );
    expect(kept).toEqual(deployment);
    expect(gone).toEqual({ ...config, revision: 0 });
  });

  it('takes uid, version and generation from the answers', () => {
    const [pending] = unionInventory([], [object('apps/v1', 'Deployment')], 1);
    const answer = object('apps/v1', 'Deployment', 'web', 'uid-web');
    answer.metadata.generation = 2;
    expect(appliedInventory([pending!, config], [answer])).toEqual([
      { ...deployment, generation: 2 },
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
  const context = {
    owner: { installation: 'portal', staging: 'shop' },
    allow: [],
    applied: new Set(['uid-just-applied']),
  };
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
    [
      'what existed before the staging',
      { ...config, adopted: true },
      live(),
      { verdict: 'release' },
    ],
    [
      'what was just applied under another version of its API',
      { ...config, uid: undefined },
      live({ uid: 'uid-just-applied' }),
      { verdict: 'gone' },
    ],
  ])('%s', (_, candidate, object_, verdict) => {
    expect(mayPrune(candidate, object_, context)).toMatchObject(verdict);
  });

  it('lets the platform allow a claim with data to go', () => {
    expect(
      mayPrune(entry('', 'PersistentVolumeClaim'), live(), {
        ...context,
        allow: ['/PersistentVolumeClaim'],
      }),
    ).toEqual({ verdict: 'prune', uid: 'uid-web' });
  });

  it('takes a definition for ours whichever staging of the portal brought it', () => {
    const group = 'apiextensions.k8s.io';
    const kind = 'CustomResourceDefinition';
    const definition: KubeObject = {
      apiVersion: `${group}/v1`,
      kind,
      metadata: {
        name: 'web',
        uid: 'uid-web',
        labels: { 'stagings.backstage.io/installation': 'portal' },
      },
    };
    expect(
      mayPrune(entry(group, kind), definition, {
        ...context,
        allow: [`${group}/${kind}`],
      }),
    ).toEqual({ verdict: 'prune', uid: 'uid-web' });
  });
});

describe('needsConfirmation', () => {
  it.each([
    ['a few of many', 5, 20, 0.5, false],
    ['exactly the share', 10, 20, 0.5, false],
    ['more than the share', 11, 20, 0.5, true],
    ['few objects, although nearly all', 4, 5, 0.5, false],
    ['all of a staging that may lose all', 20, 20, 1, false],
    ['any where none may go', 5, 200, 0, true],
  ])('%s', (_, pruned, total, maxShare, expected) => {
    expect(needsConfirmation(pruned, total, maxShare)).toBe(expected);
  });
});
