import { ClusterClient } from '../../cluster/types';
import { KubeObject } from '../../model/kubeObject';
import { podsLeft, PodsLeft } from './podsLeft';

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
const statefulSet = object('apps/v1', 'StatefulSet', 'db');
const search = object('example.com/v1', 'Search', 'docs');
const ofSearch = object('apps/v1', 'StatefulSet', 'docs', search);

async function sort(
  live: KubeObject[],
  { client } = having(podSet, kafka, search, ofSearch),
) {
  const left = await podsLeft(client, live);
  const names = (pods: KubeObject[]) => pods.map(p => p.metadata.name);
  return {
    workloads: names(left.workloads),
    databases: names(left.databases),
    staying: names(left.staying),
  };
}

it.each<[string, KubeObject, keyof PodsLeft | 'none']>([
  ['a pod of a Deployment', pod('a', replicaSet), 'workloads'],
  ['a bare pod', pod('a'), 'workloads'],
  ['a pod that has ended', pod('a', replicaSet, 'Succeeded'), 'none'],
  ['a pod that has failed', pod('a', replicaSet, 'Failed'), 'none'],
  ['a pod of a StatefulSet', pod('a', statefulSet), 'databases'],
  ['a pod of an operator that can rest', pod('a', cluster), 'databases'],
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
  await expect(sort([given])).resolves.toEqual({
    workloads: [],
    databases: [],
    staying: [],
    ...(kept !== 'none' && { [kept]: ['a'] }),
  });
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
