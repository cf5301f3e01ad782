import { ApiError } from '../../cluster/errors';
import { ListOptions, ResourcePath } from '../../cluster/types';
import { InventoryEntry } from '../../model/inventory';
import { KubeObject } from '../../model/kubeObject';
import { RESOURCES } from '../__testUtils__/resources';
import { describeTermination } from './termination';

const DELETED = '2026-01-01T00:00:00Z';
const MINUTE = 60_000;

function namespace(status?: KubeObject['status']): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'stg-shop', deletionTimestamp: DELETED },
    status,
  };
}

function object(
  kind: string,
  name: string,
  metadata: Partial<KubeObject['metadata']>,
): KubeObject {
  return {
    apiVersion: 'v1',
    kind,
    metadata: { name, namespace: 'stg-shop', ...metadata },
  };
}

const held = { deletionTimestamp: DELETED, finalizers: ['example.com/wait'] };

const config: InventoryEntry = {
  group: '',
  version: 'v1',
  kind: 'ConfigMap',
  namespace: 'stg-shop',
  name: 'settings',
  actuation: 'applied',
  revision: 1,
};

const refusal = new ApiError({
  cluster: 'staging',
  verb: 'list',
  status: 403,
  reason: 'Forbidden',
  message: 'no',
  causes: [],
  recovering: false,
});

interface Given {
  objects?: KubeObject[];
  status?: KubeObject['status'];
  /** Plural of a resource that may not be listed. */
  forbidden?: string;
}

function describeAfter(ms: number, given: Given) {
  const kindOf = ({ group, plural }: ResourcePath) =>
    RESOURCES.find(r => r.group === group && r.plural === plural)?.kind;
  const client = {
    list: async (resource: ResourcePath, options: ListOptions) => {
      if (resource.plural === given.forbidden) throw refusal;
      return (given.objects ?? []).filter(
        ({ kind, metadata }) =>
          kind === kindOf(resource) && metadata.namespace === options.namespace,
      );
    },
    findResource: async (_: string, kind: string) =>
      RESOURCES.find(resource => resource.kind === kind),
    listResources: async () => RESOURCES,
  };
  return describeTermination(
    client as never,
    namespace(given.status),
    [config],
    Date.parse(DELETED) + ms,
  );
}

const conditions = (
  ...all: [type: string, status: string, text: string][]
) => ({
  conditions: all.map(([type, status, message]) => ({ type, status, message })),
});

const remaining = conditions(
  ['NamespaceDeletionDiscoveryFailure', 'False', 'All resources discovered'],
  [
    'NamespaceContentRemaining',
    'True',
    'Some resources are remaining: persistentvolumeclaims. has 1 resource instances',
  ],
);
const brokenApi = conditions([
  'NamespaceDeletionDiscoveryFailure',
  'True',
  'Discovery failed for some groups: metrics.k8s.io/v1beta1',
]);

describe('describeTermination', () => {
  it.each<[string, number, Given, string]>([
    ['nothing in the way', 5_000, {}, 'Removing the namespace stg-shop'],
    [
      'how long it lasts',
      3 * MINUTE,
      {},
      'Removing the namespace stg-shop since 3 min',
    ],
    [
      'a pod with a finalizer before all else, at once',
      0,
      { objects: [object('Pod', 'web-1', held)], status: brokenApi },
      'Removing the namespace stg-shop: Pod web-1 waits for its finalizer example.com/wait',
    ],
    [
      'trouble of the cluster before objects',
      MINUTE,
      { objects: [object('ConfigMap', 'settings', held)], status: brokenApi },
      'Removing the namespace stg-shop since 1 min: Discovery failed for some groups: metrics.k8s.io/v1beta1',
    ],
    [
      'an object of a kind that the staging has',
      3 * MINUTE,
      { objects: [object('ConfigMap', 'settings', held)] },
      'Removing the namespace stg-shop: ConfigMap settings waits for its finalizer example.com/wait since 3 min',
    ],
    [
      'an object of a kind that only the namespace knows of',
      3 * MINUTE,
      {
        objects: [object('PersistentVolumeClaim', 'data', held)],
        status: remaining,
      },
      'Removing the namespace stg-shop: PersistentVolumeClaim data waits for its finalizer example.com/wait since 3 min',
    ],
    [
      'one that does not go by itself before one that does',
      MINUTE,
      {
        objects: [
          object('PersistentVolumeClaim', 'data', {
            deletionTimestamp: '2025-12-31T23:59:00Z',
            finalizers: ['kubernetes.io/pvc-protection'],
          }),
          object('ConfigMap', 'settings', held),
        ],
        status: remaining,
      },
      'Removing the namespace stg-shop: ConfigMap settings waits for its finalizer example.com/wait since 1 min',
    ],
    [
      'what the namespace says where nobody may look',
      5_000,
      { status: remaining, forbidden: 'persistentvolumeclaims' },
      'Removing the namespace stg-shop: Some resources are remaining: persistentvolumeclaims. has 1 resource instances',
    ],
    [
      'nothing about objects that end by themselves, or have not been asked to',
      5_000,
      {
        objects: [
          object('Pod', 'web-1', { deletionTimestamp: DELETED }),
          object('Pod', 'web-2', { finalizers: ['example.com/wait'] }),
        ],
      },
      'Removing the namespace stg-shop',
    ],
  ])('names %s', async (_, ms, given, message) => {
    await expect(describeAfter(ms, given)).resolves.toMatchObject({ message });
  });

  it('points at the object, and at who can do what', async () => {
    const explanation = await describeAfter(MINUTE, {
      objects: [object('ConfigMap', 'settings', held)],
    });
    expect(explanation).toMatchObject({
      reason: 'FinalizerPending',
      evidence: {
        object: { kind: 'ConfigMap', name: 'settings', namespace: 'stg-shop' },
      },
      hint: {
        text: expect.stringContaining('example.com/wait'),
        audience: 'platform',
      },
    });
  });

  it('asks the platform team after a minute', async () => {
    const long = await describeAfter(MINUTE + 1, {});
    expect(long.hint).toMatchObject({ audience: 'platform' });
  });
});
