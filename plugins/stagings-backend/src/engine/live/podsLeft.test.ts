import { ClusterClient } from '../../cluster/types';
import { KubeObject } from '../../model/kubeObject';
import { podsLeft } from './podsLeft';

function object(
  apiVersion: string,
  kind: string,
  name: string,
  owner?: KubeObject,
): KubeObject {
  return {
    apiVersion,
    kind,
    metadata: {
      name,
      namespace: 'stg',
      uid: `${kind}-${name}`,
      ...(owner && {
        ownerReferences: [
          {
            apiVersion: owner.apiVersion,
            kind: owner.kind,
            name: owner.metadata.name,
            uid: owner.metadata.uid ?? '',
            controller: true,
          },
        ],
      }),
    },
  };
}

function pod(name: string, owner?: KubeObject, phase = 'Running'): KubeObject {
  return { ...object('v1', 'Pod', name, owner), status: { phase } };
}

/** A cluster that has these objects, besides those that are live. */
function having(...objects: KubeObject[]) {
  const get = jest.fn(async ({ kind, name }: { kind: string; name: string }) =>
    objects.find(
      candidate => candidate.kind === kind && candidate.metadata.name === name,
    ),
  );
  return { client: { get } as unknown as ClusterClient, get };
}

const kafka = object('kafka.strimzi.io/v1', 'Kafka', 'events');
const podSet = object('core.strimzi.io/v1', 'StrimziPodSet', 'events', kafka);
const cluster = object('postgresql.cnpg.io/v1', 'Cluster', 'main');
const replicaSet = object('apps/v1', 'ReplicaSet', 'web-1');
const search = object('example.com/v1', 'Search', 'docs');
const ofSearch = object('apps/v1', 'StatefulSet', 'docs', search);

async function sort(
  live: KubeObject[],
  { client } = having(podSet, kafka, search, ofSearch),
) {
  const { stopping, staying } = await podsLeft(client, live);
  const names = (pods: KubeObject[]) => pods.map(p => p.metadata.name);
  return { stopping: names(stopping), staying: names(staying) };
}

it.each<[string, KubeObject, 'stopping' | 'staying' | 'neither']>([
  ['a pod of a Deployment', pod('a', replicaSet), 'stopping'],
  ['a bare pod', pod('a'), 'stopping'],
  ['a pod that has ended', pod('a', replicaSet, 'Succeeded'), 'neither'],
  ['a pod that has failed', pod('a', replicaSet, 'Failed'), 'neither'],
  ['a pod of an operator that can rest', pod('a', cluster), 'stopping'],
  ['a pod of an operator that cannot rest', pod('a', podSet), 'staying'],
  [
    'a pod of a StatefulSet that an operator made',
    pod('a', ofSearch),
    'staying',
  ],
  [
    'a pod whose owner is gone, by what it was',
    pod('a', object('example.com/v1', 'Gone', 'x')),
    'staying',
  ],
])('%s', async (_, given, kept) => {
  const expected = { stopping: [] as string[], staying: [] as string[] };
  if (kept !== 'neither') expected[kept].push('a');
  await expect(sort([given])).resolves.toEqual(expected);
});

it('asks for each owner once, and for none that is known', async () => {
  const asked = having(podSet, kafka);
  await sort(
    [replicaSet, pod('a', replicaSet), pod('b', podSet), pod('c', podSet)],
    asked,
  );
  expect(asked.get.mock.calls.map(([{ kind }]) => kind)).toEqual([
    'StrimziPodSet',
    'Kafka',
  ]);
});

it('counts a pod whose owner cannot be read by the reference to it', async () => {
  const client = {
    get: async () => {
      throw new Error('forbidden');
    },
  } as unknown as ClusterClient;
  const { staying } = await podsLeft(client, [pod('a', podSet)]);
  expect(staying).toHaveLength(1);
});
