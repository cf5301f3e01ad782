import { assessFixture } from './__testUtils__/assessFixture';
import { readFixture } from './__testUtils__/readFixture';
import { assessObject } from './assessObject';

const MINUTE = 60;

describe('what is well', () => {
  it.each([
    'apiService/available',
    'configMap/healthy',
    'cronJob/healthy',
    'customResourceDefinition/established',
    'daemonSet/healthy',
    'deployment/healthy',
    'gateway/programmed',
    'horizontalPodAutoscaler/disabled',
    'horizontalPodAutoscaler/healthy',
    'httpRoute/accepted',
    // Not every gateway answers.
    'httpRoute/new',
    'ingress/healthy',
    // Many ingress controllers never fill in the address.
    'ingress/noAddress',
    'job/complete',
    'job/successCriteriaMet',
    'namespace/active',
    'persistentVolume/bound',
    'persistentVolumeClaim/bound',
    'pod/ready',
    'pod/sidecarRunning',
    'pod/succeeded',
    'podDisruptionBudget/healthy',
    'podDisruptionBudget/insufficientPods',
    'replicaSet/healthy',
    'service/clusterIp',
    'service/loadBalancer',
    'statefulSet/healthy',
  ])('%s', name => {
    expect(assessFixture(name, 12 * MINUTE)).toEqual({ health: 'healthy' });
  });
});

describe('what is well, with a remark', () => {
  it.each([
    ['cronJob/lastRunFailed', 'The last run of CronJob c-fail failed'],
    ['daemonSet/noMatchingNode', 'DaemonSet a-nonode matches no node'],
    [
      'daemonSet/onDelete',
      'DaemonSet agent holds its update back until its pods are deleted by hand',
    ],
    ['deployment/scaledToZero', 'Deployment d-zero is scaled to zero'],
    [
      'horizontalPodAutoscaler/metricsMissing',
      expect.stringMatching(
        /^HorizontalPodAutoscaler hpa-ok cannot scale: .*missing request for cpu/,
      ),
    ],
    [
      'persistentVolumeClaim/waitForFirstConsumer',
      'PersistentVolumeClaim data gets its volume with the first pod that uses it',
    ],
    [
      'statefulSet/onDelete',
      'StatefulSet db holds its update back until its pods are deleted by hand',
    ],
    [
      'statefulSet/partitioned',
      'StatefulSet db holds its update back for the pods below partition 1',
    ],
    ['statefulSet/scaledToZero', 'StatefulSet db is scaled to zero'],
  ])('%s: %s', (name, message) => {
    const { health, explanation } = assessFixture(name, 12 * MINUTE);
    expect(health).toBe('healthy');
    expect(explanation?.message).toEqual(message);
  });
});

describe('what is suspended', () => {
  it.each([
    ['cronJob/suspended', 'CronJob c-susp is suspended'],
    [
      'deployment/paused',
      'Deployment d-paused is paused: changes do not reach its pods',
    ],
    ['job/suspended', 'Job j-susp is suspended'],
    [
      'pod/schedulingGated',
      'Pod p-gated waits for a scheduling gate to be removed',
    ],
  ])('%s: %s', (name, message) => {
    const { health, explanation } = assessFixture(name, 12 * MINUTE);
    expect(health).toBe('suspended');
    expect(explanation?.message).toBe(message);
  });

  it('a workload of an archived staging', () => {
    const { object, createdAt } = readFixture('deployment/scaledToZero');
    const context = { now: createdAt, archived: true };
    expect(assessObject(object, context).health).toBe('suspended');
  });
});

describe('what is on its way', () => {
  it.each([
    [
      'deployment/starting',
      3,
      'Container web of Deployment d-start runs, but is not ready yet',
    ],
    [
      'statefulSet/neverReady',
      60,
      'Container db of StatefulSet s-never runs, but is not ready yet',
    ],
    [
      'pod/neverReady',
      60,
      'Container web of Pod p-never runs, but is not ready yet',
    ],
    ['pod/containerCreating', 1, 'Container web of Pod p-errpull is starting'],
    [
      'pod/unschedulable',
      5,
      expect.stringMatching(/^No node takes Pod p-unsched: 0\/1 nodes/),
    ],
    [
      'persistentVolumeClaim/pending',
      60,
      'PersistentVolumeClaim x-no-volume waits for its volume',
    ],
    [
      'service/noAddress',
      60,
      'Service lb-no-address waits for the address of its load balancer',
    ],
    ['configMap/terminating', 10, 'ConfigMap terminating is being deleted'],
    [
      'customResourceDefinition/installing',
      60,
      'CustomResourceDefinition widgets.example.com is being installed',
    ],
    ['daemonSet/updating', 60, 'DaemonSet agent is starting: 1 of 2 updated'],
    [
      'deployment/evictedAndReplaced',
      60,
      'Container db of Deployment web runs, but is not ready yet',
    ],
    [
      'deployment/noDeadline',
      600,
      'Deployment web is starting: 0 of 1 available',
    ],
    [
      'deployment/oldPodsTerminating',
      60,
      'Deployment web is starting: 1 old pods still run',
    ],
    [
      'deployment/schedulingGated',
      60,
      'A pod of Deployment web waits for a scheduling gate to be removed',
    ],
    [
      'gateway/pending',
      60,
      'Gateway public is not ready: No addresses have been assigned',
    ],
    [
      'horizontalPodAutoscaler/starting',
      60,
      'HorizontalPodAutoscaler web has not looked at its target yet',
    ],
    [
      'httpRoute/outdated',
      60,
      'HTTPRoute shop is not ready: No listener allows this route',
    ],
    [
      'job/retrying',
      60,
      'Container db of Job migrate failed: exit code 3; it is tried again',
    ],
    ['job/secondTry', 60, 'Job migrate is starting: 0 of 1 completed'],
    [
      'namespace/terminating',
      60,
      'Namespace stg-shop is being deleted: Some content in the namespace has finalizers remaining: example.com/hold in 1 resource instances',
    ],
    [
      'persistentVolumeClaim/waitForPodScheduled',
      60,
      'PersistentVolumeClaim data waits for its volume: waiting for pod db-0 to be scheduled',
    ],
    ['pod/initRunning', 60, 'Init container wait of Pod web is running'],
    ['pod/nodeLost', 120, 'Pod web is being deleted'],
    ['pod/volumeNotMounted', 60, 'Container web of Pod web is starting'],
    [
      'statefulSet/partitionUpdating',
      60,
      'StatefulSet db is starting: 0 of 1 updated',
    ],
    ['statefulSet/updating', 60, 'StatefulSet db is starting: 1 of 2 updated'],
  ])('%s after %i s: %s', (name, seconds, message) => {
    const { health, explanation } = assessFixture(name, seconds);
    expect(health).toBe('progressing');
    expect(explanation?.message).toEqual(message);
  });
});

describe('what a platform team decides for a cluster', () => {
  it('an Ingress may have to wait for an address', () => {
    const { object, createdAt } = readFixture('ingress/noAddress');
    const at = (seconds: number) =>
      assessObject(object, {
        now: createdAt + seconds * 1000,
        policy: { requireIngressAddress: true },
      });
    expect(at(10).health).toBe('progressing');
    expect(at(6 * MINUTE)).toMatchObject({
      health: 'degraded',
      explanation: { reason: 'AddressPending' },
    });
    const { object: ready } = readFixture('ingress/healthy');
    const policy = { requireIngressAddress: true };
    expect(assessObject(ready, { now: createdAt, policy }).health).toBe(
      'healthy',
    );
  });

  it('a pod may wait for its node as long as an autoscaler needs', () => {
    const { object, createdAt } = readFixture('pod/unschedulable');
    const policy = { schedulingWindow: 180_000 };
    const at = (seconds: number) =>
      assessObject(object, { now: createdAt + seconds * 1000, policy }).health;
    expect(at(170)).toBe('progressing');
    expect(at(200)).toBe('degraded');
  });

  it('a rule of another module wins over the built-in one', () => {
    const { object, createdAt } = readFixture('deployment/healthy');
    const rules = new Map([
      ['apps/Deployment', () => ({ health: 'degraded' as const })],
    ]);
    expect(
      assessObject(object, { now: createdAt, policy: { rules } }).health,
    ).toBe('degraded');
  });
});

it('an autoscaler of an archived staging has nothing to complain about', () => {
  const { object, createdAt } = readFixture('horizontalPodAutoscaler/noTarget');
  const context = { now: createdAt, archived: true };
  expect(assessObject(object, context)).toEqual({ health: 'healthy' });
});

it('leaves out what an annotation takes out', () => {
  const { object, createdAt } = readFixture('pod/imagePullBackOff');
  object.metadata.annotations = {
    'stagings.backstage.io/ignore-health': 'true',
  };
  expect(assessObject(object, { now: createdAt })).toEqual({
    health: 'healthy',
  });
});
