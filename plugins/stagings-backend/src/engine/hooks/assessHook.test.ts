import { JsonObject } from '@backstage/types';
import { KubeObject } from '../../model/kubeObject';
import { assessHook } from './assessHook';

const START = Date.parse('2026-01-01T00:00:00Z');
const MINUTE = 60_000;

function hook(kind: string, status: JsonObject, spec = {}): KubeObject {
  return {
    apiVersion: kind === 'Job' ? 'batch/v1' : 'v1',
    kind,
    metadata: {
      name: 'migrate',
      namespace: 'stg',
      uid: 'u',
      creationTimestamp: new Date(START).toISOString(),
    },
    spec: {
      containers: [{ name: 'run', image: 'migrate:1' }],
      ...spec,
    },
    status,
  };
}

const job = (type?: string, spec = {}) =>
  hook(
    'Job',
    type ? { conditions: [{ type, status: 'True', message: 'over' }] } : {},
    spec,
  );

const ended = {
  phase: 'Failed',
  containerStatuses: [{ name: 'run', state: { terminated: { exitCode: 3 } } }],
};

const unpullable: KubeObject = {
  ...hook('Pod', {
    phase: 'Pending',
    containerStatuses: [
      {
        name: 'run',
        state: {
          waiting: { reason: 'ImagePullBackOff', message: 'not found' },
        },
      },
    ],
  }),
};
unpullable.metadata.ownerReferences = [
  {
    apiVersion: 'batch/v1',
    kind: 'Job',
    name: 'migrate',
    uid: 'u',
    controller: true,
  },
];

function assess(live: KubeObject, minutes: number, pods: KubeObject[] = []) {
  return assessHook(live, 'pre-upgrade', {
    pods,
    now: START + minutes * MINUTE,
  });
}

describe('a hook', () => {
  it.each([
    ['Job', job('Complete')],
    ['Pod', hook('Pod', { phase: 'Succeeded' })],
  ])(
    '%s that has done its work has succeeded, however long it took',
    (_, live) => {
      expect(assess(live, 60)).toEqual({ state: 'succeeded' });
    },
  );

  it.each<[string, KubeObject, number]>([
    ['is new', job(), 0],
    ['has four of its five minutes behind it', job(), 4],
    [
      'sets a longer limit',
      job(undefined, { activeDeadlineSeconds: 3600 }),
      59,
    ],
    ['is a Pod at work', hook('Pod', { phase: 'Running' }), 1],
    ['has met its goal, but has pods left', job('SuccessCriteriaMet'), 1],
  ])('that %s is waited for', (_, live, minutes) => {
    expect(assess(live, minutes)).toMatchObject({
      state: 'running',
      explanation: { reason: 'HookRunning' },
    });
  });

  it('says what it waits for', () => {
    expect(assess(job(), 1, [unpullable])).toMatchObject({
      state: 'running',
      explanation: {
        message: expect.stringMatching(
          /^Waiting for the pre-upgrade hook Job migrate: .*cannot pull image migrate:1/,
        ),
      },
    });
  });

  it.each<[string, KubeObject, number, string]>([
    [
      'a failed Job without pods',
      job('Failed'),
      1,
      'The pre-upgrade hook failed: Job migrate failed: over',
    ],
    [
      'a failed Pod',
      hook('Pod', ended),
      1,
      'The pre-upgrade hook failed: Container run of Pod migrate failed: exit code 3',
    ],
    [
      'a Job after five minutes',
      job(),
      6,
      'The pre-upgrade hook Job migrate did not end within 300 seconds',
    ],
    [
      'a Job whose own limit the cluster does not enforce',
      job(undefined, { activeDeadlineSeconds: 50 }),
      2,
      'The pre-upgrade hook Job migrate did not end within 50 seconds',
    ],
  ])('has failed as %s', (_, live, minutes, message) => {
    expect(assess(live, minutes)).toMatchObject({
      state: 'failed',
      explanation: {
        reason: 'HookFailed',
        message: expect.stringContaining(message),
        evidence: { object: { kind: live.kind, name: 'migrate' } },
        hint: { audience: 'engineer' },
      },
    });
  });
});
