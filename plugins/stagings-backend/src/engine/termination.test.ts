import { ListOptions, ResourcePath } from '../cluster/types';
import { KubeObject } from '../model/kubeObject';
import { describeTermination } from './termination';

const DELETED_AT = Date.parse('2026-01-01T00:00:00Z');

function namespace(status?: KubeObject['status']): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'stg-shop', deletionTimestamp: '2026-01-01T00:00:00Z' },
    status,
  };
}

function pod(metadata: Partial<KubeObject['metadata']>): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web-1', ...metadata },
  };
}

function describeAfter(
  ms: number,
  given: { pods?: KubeObject[]; status?: KubeObject['status'] },
) {
  const client = {
    list: async (resource: ResourcePath, options: ListOptions) =>
      resource.plural === 'pods' && options.namespace === 'stg-shop'
        ? given.pods ?? []
        : [],
  };
  return describeTermination(
    client as never,
    namespace(given.status),
    DELETED_AT + ms,
  );
}

const contentRemains = {
  conditions: [
    {
      type: 'NamespaceDeletionDiscoveryFailure',
      status: 'False',
      message: 'a',
    },
    {
      type: 'NamespaceContentRemaining',
      status: 'True',
      message: 'Some resources are remaining: widgets.example.com has 1',
    },
  ],
};
const held = pod({
  deletionTimestamp: '2026-01-01T00:00:00Z',
  finalizers: ['example.com/wait'],
});

describe('describeTermination', () => {
  it.each([
    ['nothing in the way', {}, 'Removing the namespace stg-shop'],
    [
      'what the namespace itself says',
      { status: contentRemains },
      'Removing the namespace stg-shop: Some resources are remaining: widgets.example.com has 1',
    ],
    [
      'a pod with a finalizer before all else',
      { pods: [held], status: contentRemains },
      'Removing the namespace stg-shop: Pod web-1 waits for its finalizer example.com/wait',
    ],
    [
      'nothing about pods that end by themselves, or have not been asked to',
      {
        pods: [
          pod({ deletionTimestamp: '2026-01-01T00:00:00Z' }),
          pod({ finalizers: ['example.com/wait'] }),
        ],
      },
      'Removing the namespace stg-shop',
    ],
  ])('names %s', async (_, given, message) => {
    await expect(describeAfter(1_000, given)).resolves.toEqual({
      reason: 'NamespaceTerminating',
      message,
    });
  });

  it('asks the platform team after a minute', async () => {
    const long = await describeAfter(60_001, {});
    expect(long.hint).toMatchObject({ audience: 'platform' });
  });
});
