import { RecordedScale } from '../model/inventory';
import { identityOf, KubeObject } from '../model/kubeObject';
import {
  archiveTransform,
  mergeRecords,
  recordScales,
  restoreTransform,
} from '.';

function object(
  apiVersion: string,
  kind: string,
  spec: KubeObject['spec'] = {},
  name = 'web',
): KubeObject {
  return { apiVersion, kind, metadata: { name, namespace: 'stg' }, spec };
}

function record(of: KubeObject, scale: Partial<RecordedScale>): RecordedScale {
  return { ...identityOf(of), ...scale };
}

const deployment = object('apps/v1', 'Deployment', { replicas: 3 });
const job = object('batch/v1', 'Job');
const autoscaler = object('autoscaling/v2', 'HorizontalPodAutoscaler');

describe('archiveTransform', () => {
  it.each([
    ['Deployment', deployment, { replicas: 0 }],
    ['ReplicaSet', object('apps/v1', 'ReplicaSet'), { replicas: 0 }],
    ['StatefulSet', object('apps/v1', 'StatefulSet'), { replicas: 0 }],
    [
      'StatefulSet that deletes its volumes',
      object('apps/v1', 'StatefulSet', {
        persistentVolumeClaimRetentionPolicy: {
          whenScaled: 'Delete',
          whenDeleted: 'Delete',
        },
      }),
      {
        replicas: 0,
        persistentVolumeClaimRetentionPolicy: {
          whenScaled: 'Retain',
          whenDeleted: 'Delete',
        },
      },
    ],
    ['CronJob', object('batch/v1', 'CronJob'), { suspend: true }],
    ['unfinished Job', job, { suspend: true }],
    [
      'Service',
      object('v1', 'Service', { type: 'ClusterIP' }),
      { type: 'ClusterIP' },
    ],
  ])('%s', (_, given, spec) => {
    expect(archiveTransform([given], []).apply).toEqual([{ ...given, spec }]);
  });

  it.each([object('apps/v1', 'DaemonSet'), object('v1', 'Pod'), autoscaler])(
    'removes $kind',
    given => {
      expect(archiveTransform([given], [])).toEqual({
        remove: [given],
        apply: [],
        untouched: [],
      });
    },
  );

  it('leaves a finished Job alone', () => {
    const plan = archiveTransform([job], [record(job, { finished: true })]);
    expect(plan).toEqual({ remove: [], apply: [], untouched: [] });
  });

  it('names the custom resources that go on costing money', () => {
    const kafka = object('kafka.strimzi.io/v1', 'Kafka');
    expect(archiveTransform([kafka], [])).toEqual({
      remove: [],
      apply: [kafka],
      untouched: [kafka],
    });
  });

  it('does not change what it was given', () => {
    archiveTransform([deployment], []);
    expect(deployment.spec).toEqual({ replicas: 3 });
  });
});

describe('records', () => {
  it('hold what the cluster has now, without what others control', () => {
    const finished = {
      ...object('batch/v1', 'Job', {}, 'migrate'),
      status: { conditions: [{ type: 'Complete', status: 'True' }] },
    };
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
    const cronJob = object('batch/v1', 'CronJob', { suspend: true });
    expect(recordScales([deployment, finished, child, cronJob])).toEqual([
      record(deployment, { replicas: 3 }),
      record(finished, { suspend: false, finished: true }),
      record(cronJob, { suspend: true }),
    ]);
  });

  it('of a first archive are kept whatever a second one sees', () => {
    const added = object('apps/v1', 'Deployment', { replicas: 2 }, 'added');
    const idle = object('apps/v1', 'Deployment', { replicas: 0 }, 'idle');
    const first = [record(deployment, { replicas: 3 })];
    const seen = [
      record(deployment, { replicas: 0 }),
      record(added, { replicas: 2 }),
      record(idle, { replicas: 0 }),
    ];
    expect(mergeRecords(first, seen)).toEqual([
      ...first,
      record(added, { replicas: 2 }),
    ]);
  });

  it('of a first archive keep a zero that somebody chose', () => {
    const seen = [record(deployment, { replicas: 0 })];
    expect(mergeRecords(undefined, seen)).toEqual(seen);
  });
});

describe('restoreTransform', () => {
  it('takes the count of the render where it states one', () => {
    const plan = restoreTransform(
      [deployment],
      [record(deployment, { replicas: 5 })],
    );
    expect(plan).toEqual({ scales: [], apply: [deployment], applyLast: [] });
  });

  it('writes the recorded count where it does not, and applies the autoscaler last', () => {
    const scaled = object('apps/v1', 'Deployment');
    const plan = restoreTransform(
      [autoscaler, scaled],
      [record(scaled, { replicas: 5 })],
    );
    expect(plan).toEqual({
      scales: [{ object: scaled, replicas: 5 }],
      apply: [scaled],
      applyLast: [autoscaler],
    });
  });

  it('does not run a finished Job again', () => {
    const plan = restoreTransform([job], [record(job, { finished: true })]);
    expect(plan.apply).toEqual([]);
  });
});
