import { JsonObject } from '@backstage/types';
import { RecordedScale } from '../model/inventory';
import { identityKey, identityOf, KubeObject } from '../model/kubeObject';
import { mergePatch } from '../template/mergePatch';
import {
  ArchiveAction,
  leftRunning,
  mergeRecords,
  planArchive,
  planRestore,
  recordScales,
} from '.';
import { mergePatchBetween } from './mergePatchBetween';

function object(
  apiVersion: string,
  kind: string,
  spec: JsonObject = {},
  name = 'web',
): KubeObject {
  return { apiVersion, kind, metadata: { name, namespace: 'stg' }, spec };
}

function record(of: KubeObject, scale: Partial<RecordedScale>): RecordedScale {
  return { ...identityOf(of), ...scale };
}

/** The objects once a plan was carried out, as the cluster would answer them. */
function carriedOut(
  live: readonly KubeObject[],
  actions: readonly ArchiveAction[],
): KubeObject[] {
  const byObject = new Map(
    actions.map(action => [identityKey(identityOf(action.object)), action]),
  );
  return live.flatMap(item => {
    const action = byObject.get(identityKey(identityOf(item)));
    if (!action) return [item];
    if (action.type === 'delete') return [];
    return [mergePatch(item as never, action.patch) as unknown as KubeObject];
  });
}

const deployment = (spec: JsonObject = { replicas: 3 }) =>
  object('apps/v1', 'Deployment', spec);
const cronJob = (spec: JsonObject = {}) => object('batch/v1', 'CronJob', spec);
const job = (spec: JsonObject = {}) => object('batch/v1', 'Job', spec);
const finishedJob = (type: 'Complete' | 'Failed'): KubeObject => ({
  ...job(),
  status: { conditions: [{ type, status: 'True' }] },
});
const autoscaler = object('autoscaling/v2', 'HorizontalPodAutoscaler');
const daemonSet = object('apps/v1', 'DaemonSet');

describe('planArchive', () => {
  it.each<[string, KubeObject, JsonObject]>([
    ['a Deployment', deployment(), { spec: { replicas: 0 } }],
    [
      'a ReplicaSet',
      object('apps/v1', 'ReplicaSet', { replicas: 1 }),
      { spec: { replicas: 0 } },
    ],
    [
      'a ReplicationController',
      object('v1', 'ReplicationController', { replicas: 1 }),
      { spec: { replicas: 0 } },
    ],
    [
      'a StatefulSet',
      object('apps/v1', 'StatefulSet', { replicas: 2 }),
      { spec: { replicas: 0 } },
    ],
    [
      'a StatefulSet that would delete its volumes when scaled',
      object('apps/v1', 'StatefulSet', {
        replicas: 2,
        persistentVolumeClaimRetentionPolicy: {
          whenScaled: 'Delete',
          whenDeleted: 'Delete',
        },
      }),
      {
        spec: {
          replicas: 0,
          persistentVolumeClaimRetentionPolicy: { whenScaled: 'Retain' },
        },
      },
    ],
    ['a CronJob', cronJob({ suspend: false }), { spec: { suspend: true } }],
    ['a Job that is not finished', job(), { spec: { suspend: true } }],
    [
      "a PostgreSQL cluster of Zalando's operator",
      object('acid.zalan.do/v1', 'postgresql', { numberOfInstances: 2 }),
      { spec: { numberOfInstances: 0 } },
    ],
    [
      'a PostgreSQL cluster of CloudNativePG',
      object('postgresql.cnpg.io/v1', 'Cluster'),
      { metadata: { annotations: { 'cnpg.io/hibernation': 'on' } } },
    ],
    [
      'an autoscaler of KEDA',
      object('keda.sh/v1alpha1', 'ScaledObject'),
      {
        metadata: {
          annotations: {
            'autoscaling.keda.sh/paused': 'true',
            'autoscaling.keda.sh/paused-replicas': '0',
          },
        },
      },
    ],
  ])('patches %s', (_, given, patch) => {
    expect(planArchive([given])).toEqual([
      { type: 'patch', object: given, patch },
    ]);
  });

  it.each([
    daemonSet,
    object('v1', 'Pod'),
    autoscaler,
    object('serving.knative.dev/v1', 'Service'),
  ])('deletes $apiVersion $kind once', given => {
    const terminating = {
      ...given,
      metadata: { ...given.metadata, deletionTimestamp: '2026-01-01' },
    };
    expect(planArchive([given])).toEqual([{ type: 'delete', object: given }]);
    expect(planArchive([terminating])).toEqual([]);
  });

  it.each([
    ['a finished Job', finishedJob('Complete')],
    ['a failed Job', finishedJob('Failed')],
    ['a Service', object('v1', 'Service')],
    ['a volume', object('v1', 'PersistentVolumeClaim')],
    ['a custom resource', object('kafka.strimzi.io/v1', 'Kafka')],
  ])('leaves %s alone', (_, given) => {
    expect(planArchive([given])).toEqual([]);
  });

  it('begins with what would wake others, and ends with databases', () => {
    const kinds = planArchive([
      object('postgresql.cnpg.io/v1', 'Cluster'),
      object('apps/v1', 'StatefulSet', { replicas: 1 }),
      daemonSet,
      deployment(),
      autoscaler,
      object('keda.sh/v1alpha1', 'ScaledObject'),
      cronJob(),
    ]).map(action => `${action.type} ${action.object.kind}`);
    expect(kinds).toEqual([
      'delete HorizontalPodAutoscaler',
      'patch ScaledObject',
      'patch CronJob',
      'delete DaemonSet',
      'patch Deployment',
      'patch Cluster',
      'patch StatefulSet',
    ]);
  });

  it('leaves what another object controls to that object', () => {
    const owned = deployment();
    owned.metadata.ownerReferences = [
      {
        ...{ apiVersion: 'example.com/v1', kind: 'Shop', name: 's', uid: 'u' },
        controller: true,
      },
    ];
    expect(planArchive([owned])).toEqual([]);
  });

  it('names what goes on costing', () => {
    const kafka = object('kafka.strimzi.io/v1', 'Kafka');
    const live = [
      kafka,
      deployment(),
      object('postgresql.cnpg.io/v1', 'Cluster'),
      object('gateway.networking.k8s.io/v1', 'HTTPRoute'),
      object('v1', 'ConfigMap'),
    ];
    expect(leftRunning(live)).toEqual([kafka]);
  });

  it('has nothing left to do once it was carried out', () => {
    const live = [
      deployment(),
      object('apps/v1', 'StatefulSet', {
        persistentVolumeClaimRetentionPolicy: { whenScaled: 'Delete' },
      }),
      cronJob(),
      job({ parallelism: 2 }),
      object('keda.sh/v1alpha1', 'ScaledObject'),
      object('postgresql.cnpg.io/v1', 'Cluster'),
      autoscaler,
      daemonSet,
    ].map((item, index) => ({
      ...item,
      metadata: { ...item.metadata, name: `object-${index}` },
    }));
    const archived = carriedOut(live, planArchive(live));
    expect(archived).toHaveLength(6);
    expect(planArchive(archived)).toEqual([]);
  });

  it('does not change what it was given', () => {
    const given = deployment();
    planArchive([given]);
    expect(given.spec).toEqual({ replicas: 3 });
  });
});

describe('recordScales', () => {
  const child = object('apps/v1', 'ReplicaSet', { replicas: 3 });
  child.metadata.ownerReferences = [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      name: 'web',
      uid: 'u',
      controller: true,
    },
  ];

  it.each<[string, KubeObject, Partial<RecordedScale> | undefined]>([
    ['a count', deployment(), { replicas: 3 }],
    ['the count of the API server', deployment({}), { replicas: 1 }],
    [
      'a zero that somebody chose',
      deployment({ replicas: 0 }),
      { replicas: 0 },
    ],
    ['a suspension', cronJob({ suspend: true }), { suspend: true }],
    ['no suspension', cronJob(), { suspend: false }],
    ['a Job', job(), { suspend: false }],
    [
      'the count of a database of an operator',
      object('acid.zalan.do/v1', 'postgresql', { numberOfInstances: 2 }),
      { replicas: 2 },
    ],
    [
      'that nothing was paused',
      object('keda.sh/v1alpha1', 'ScaledObject'),
      { annotations: {} },
    ],
    [
      'that a person had paused it',
      {
        ...object('postgresql.cnpg.io/v1', 'Cluster'),
        metadata: {
          name: 'main',
          namespace: 'stg',
          annotations: { 'cnpg.io/hibernation': 'on', other: 'x' },
        },
      },
      { annotations: { 'cnpg.io/hibernation': 'on' } },
    ],
    [
      'a Job that ended',
      finishedJob('Failed'),
      { suspend: false, finished: true },
    ],
    ['nothing of what another object controls', child, undefined],
    ['nothing of kinds without a scale', object('v1', 'Service'), undefined],
  ])('remembers %s', (_, live, scale) => {
    expect(recordScales([live])).toEqual(scale ? [record(live, scale)] : []);
  });
});

describe('mergeRecords', () => {
  const first = [record(deployment(), { replicas: 3 })];
  const other = object('apps/v1', 'Deployment', {}, 'other');

  it.each<
    [string, RecordedScale[] | undefined, RecordedScale, RecordedScale[]]
  >([
    [
      'takes what a first archive sees, also a zero',
      undefined,
      record(other, { replicas: 0 }),
      [record(other, { replicas: 0 })],
    ],
    [
      'keeps what is recorded, whatever a later archive sees',
      first,
      record(deployment(), { replicas: 0 }),
      first,
    ],
    [
      'adds what runs and is new',
      first,
      record(other, { replicas: 2 }),
      [...first, record(other, { replicas: 2 })],
    ],
    [
      'leaves out what is new and never ran',
      first,
      record(other, { replicas: 0 }),
      first,
    ],
    [
      'leaves out what is new and suspended',
      first,
      record(cronJob(), { suspend: true }),
      first,
    ],
    [
      'adds a suspended Job that is finished',
      first,
      record(job(), { suspend: true, finished: true }),
      [...first, record(job(), { suspend: true, finished: true })],
    ],
  ])('%s', (_, recorded, seen, merged) => {
    expect(mergeRecords(recorded, [seen])).toEqual(merged);
  });
});

describe('planRestore', () => {
  it.each<[string, KubeObject, Partial<RecordedScale>, JsonObject]>([
    [
      'a count that nobody states comes back from the record',
      deployment({}),
      { replicas: 5 },
      { spec: { replicas: 5 } },
    ],
    [
      'a CronJob that states no suspension runs again',
      cronJob(),
      { suspend: false },
      { spec: { suspend: null } },
    ],
    [
      'a Job that states no suspension runs again',
      job(),
      { suspend: false },
      { spec: { suspend: null } },
    ],
  ])('%s', (_, rendered, scale, patch) => {
    expect(planRestore([rendered], [record(rendered, scale)])).toEqual([
      { patches: [{ object: rendered, patch }], apply: [rendered] },
    ]);
  });

  it.each<[string, KubeObject, Partial<RecordedScale>]>([
    ['the count that the render states', deployment(), { replicas: 5 }],
    [
      'the suspension that the render states',
      cronJob({ suspend: true }),
      { suspend: false },
    ],
  ])('leaves it to the apply to bring back %s', (_, rendered, scale) => {
    expect(planRestore([rendered], [record(rendered, scale)])).toEqual([
      { patches: [], apply: [rendered] },
    ]);
  });

  it('applies what is not recorded as it is', () => {
    expect(planRestore([deployment({})], [])).toEqual([
      { patches: [], apply: [deployment({})] },
    ]);
  });

  it('brings back databases and configuration first, what wakes others last', () => {
    const statefulSet = object('apps/v1', 'StatefulSet', { replicas: 1 });
    const kinds = planRestore(
      [
        autoscaler,
        cronJob(),
        deployment(),
        daemonSet,
        statefulSet,
        object('acid.zalan.do/v1', 'postgresql', { numberOfInstances: 1 }),
        object('v1', 'ConfigMap'),
      ],
      [],
    ).map(({ apply }) => apply.map(({ kind }) => kind));
    expect(kinds).toEqual([
      ['StatefulSet', 'postgresql', 'ConfigMap'],
      ['Deployment', 'DaemonSet'],
      ['HorizontalPodAutoscaler', 'CronJob'],
    ]);
  });

  it('brings back the count that an autoscaler had set, whatever the render states', () => {
    const scaler = object('autoscaling/v2', 'HorizontalPodAutoscaler', {
      scaleTargetRef: {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        name: 'web',
      },
    });
    const [workloads] = planRestore(
      [scaler, deployment({ replicas: 1 })],
      [record(deployment(), { replicas: 4 })],
    );
    expect(workloads).toEqual({
      patches: [],
      apply: [deployment({ replicas: 4 })],
    });
  });

  it('wakes what a person had not paused', () => {
    const scaler = object('keda.sh/v1alpha1', 'ScaledObject');
    const restored = (annotations: Record<string, string>) =>
      planRestore([scaler], [record(scaler, { annotations })])[0]?.patches[0]
        ?.patch;
    expect(restored({})).toEqual({
      metadata: {
        annotations: {
          'autoscaling.keda.sh/paused': null,
          'autoscaling.keda.sh/paused-replicas': null,
        },
      },
    });
    expect(restored({ 'autoscaling.keda.sh/paused-replicas': '2' })).toEqual({
      metadata: {
        annotations: {
          'autoscaling.keda.sh/paused': null,
          'autoscaling.keda.sh/paused-replicas': '2',
        },
      },
    });
  });

  it('leaves suspended what a person had suspended', () => {
    const [stage] = planRestore(
      [cronJob()],
      [record(cronJob(), { suspend: true })],
    );
    expect(stage?.patches).toEqual([]);
  });

  it('does not run a finished Job again', () => {
    const plan = planRestore([job()], [record(job(), { finished: true })]);
    expect(plan).toEqual([]);
  });

  it('leaves nothing of the archive on what the render does not state', () => {
    const live = deployment({ replicas: 4, paused: false });
    const [archived] = carriedOut([live], planArchive([live]));
    const [stage] = planRestore([deployment({})], recordScales([live]));
    expect(mergePatch(archived as never, stage!.patches[0]!.patch)).toEqual(
      live,
    );
  });
});

describe('mergePatchBetween', () => {
  it.each<[JsonObject, JsonObject, JsonObject | undefined]>([
    [{ a: 1 }, { a: 1 }, undefined],
    [{ a: { b: 1 } }, { a: { b: 1 } }, undefined],
    [{ a: 1 }, { a: 2 }, { a: 2 }],
    [{}, { a: 1 }, { a: 1 }],
    [{ a: 1 }, {}, { a: null }],
    [{ a: { b: 1, c: 1 } }, { a: { b: 2, c: 1 } }, { a: { b: 2 } }],
    [{ a: [1, 2] }, { a: [1, 3] }, { a: [1, 3] }],
    [{ a: { b: 1 } }, { a: [1] }, { a: [1] }],
  ])('%j to %j: %j', (from, to, patch) => {
    expect(mergePatchBetween(from, to)).toEqual(patch);
    expect(mergePatch(from, patch ?? {})).toEqual(to);
  });
});
