import { KubeObject } from '../model/kubeObject';
import { readFixture } from './__testUtils__/readFixture';
import { assessObject } from './assessObject';
import { ObjectHealth } from './types';

const MINUTE = 60;

function assessFixture(name: string, seconds: number): ObjectHealth {
  const { object, children, events, createdAt } = readFixture(name);
  return assessObject(object, {
    now: createdAt + seconds * 1000,
    children,
    events,
  });
}

const QUOTA =
  'exceeded quota q, requested: pods=1, used: pods=0, limited: pods=0';

describe('what is well', () => {
  it.each([
    'configMap/healthy',
    'cronJob/healthy',
    'daemonSet/healthy',
    'deployment/healthy',
    'ingress/healthy',
    // Many ingress controllers never fill in the address.
    'ingress/noAddress',
    'job/complete',
    'persistentVolumeClaim/bound',
    'pod/ready',
    'pod/succeeded',
    'podDisruptionBudget/healthy',
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
    ['deployment/scaledToZero', 'Deployment d-zero is scaled to zero'],
    [
      'horizontalPodAutoscaler/metricsMissing',
      expect.stringMatching(
        /^HorizontalPodAutoscaler hpa-ok cannot scale: .*missing request for cpu/,
      ),
    ],
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
  ])('%s after %i s: %s', (name, seconds, message) => {
    const { health, explanation } = assessFixture(name, seconds);
    expect(health).toBe('progressing');
    expect(explanation?.message).toEqual(message);
  });
});

describe('what is degraded, and why', () => {
  it.each([
    [
      'deployment/imagePullBackOff',
      'ImagePullFailed',
      'Container web of Deployment d-missing cannot pull image shop:missing: not found',
    ],
    [
      'deployment/brokenRollout',
      'ImagePullFailed',
      'Container web of Deployment d-ok cannot pull image shop:missing: not found',
    ],
    [
      'deployment/crashLoop',
      'CrashLoop',
      expect.stringMatching(
        /^Container web of Deployment d-crash keeps crashing: exit code 1, restarted \d+ times$/,
      ),
    ],
    [
      'deployment/outOfMemory',
      'OutOfMemory',
      expect.stringMatching(
        /^Container web of Deployment d-oom needs more memory than its limit and was killed, restarted \d+ times$/,
      ),
    ],
    [
      'deployment/missingSecret',
      'ContainerConfigInvalid',
      'Container web of Deployment d-config cannot start: Secret missing-secret does not exist',
    ],
    [
      'deployment/deadlineExceeded',
      'DeadlineExceeded',
      'Deployment d-never made no progress for 5 s: 0 of 1 pods ready; Container web of Deployment d-never runs, but is not ready yet',
    ],
    [
      'deployment/quotaExceeded',
      'QuotaExceeded',
      `Deployment d-quota cannot create its pods: ${QUOTA}`,
    ],
    [
      'deployment/podSecurity',
      'PodSecurityViolated',
      expect.stringMatching(
        /^Deployment d-pss cannot create its pods: they violate the Pod Security level restricted:latest: allowPrivilegeEscalation/,
      ),
    ],
    [
      'statefulSet/imagePullBackOff',
      'ImagePullFailed',
      'Container db of StatefulSet s-missing cannot pull image db:missing: not found',
    ],
    [
      'statefulSet/quotaExceeded',
      'QuotaExceeded',
      `StatefulSet s-quota cannot create its pods: ${QUOTA}`,
    ],
    [
      'statefulSet/podSecurity',
      'PodSecurityViolated',
      expect.stringContaining('StatefulSet s-pss cannot create its pods'),
    ],
    [
      'daemonSet/imagePullBackOff',
      'ImagePullFailed',
      'Container agent of DaemonSet a-missing cannot pull image agent:missing: not found',
    ],
    [
      'daemonSet/quotaExceeded',
      'QuotaExceeded',
      `DaemonSet a-quota cannot create its pods: ${QUOTA}`,
    ],
    [
      'job/failed',
      'JobFailed',
      'Container migrate of Job j-fail failed: exit code 1',
    ],
    [
      'job/imagePullBackOff',
      'ImagePullFailed',
      'Container migrate of Job j-missing cannot pull image tool:missing: not found',
    ],
    [
      'job/quotaExceeded',
      'QuotaExceeded',
      `Job j-quota cannot create its pods: ${QUOTA}`,
    ],
    [
      'pod/failed',
      'ContainerFailed',
      'Container web of Pod p-fail failed: exit code 1',
    ],
    [
      'pod/errImagePull',
      'ImagePullFailed',
      'Container web of Pod p-errpull cannot pull image shop:missing: not found',
    ],
    [
      'pod/initImagePullBackOff',
      'ImagePullFailed',
      'Init container wait of Pod p-init-missing cannot pull image tools:missing: not found',
    ],
    [
      'pod/initCrashLoopBackOff',
      'CrashLoop',
      expect.stringMatching(
        /^Init container migrate of Pod p-init-crash keeps crashing: exit code 1/,
      ),
    ],
    [
      'pod/unschedulable',
      'Unschedulable',
      expect.stringMatching(/^No node takes Pod p-unsched: 0\/1 nodes/),
    ],
    [
      'service/noAddress',
      'AddressPending',
      'Service lb-no-address waits for the address of its load balancer',
    ],
    [
      'horizontalPodAutoscaler/noTarget',
      'AutoscalingFailed',
      expect.stringContaining('deployments.apps "nope" not found'),
    ],
    [
      'configMap/terminating',
      'FinalizersPending',
      'ConfigMap terminating cannot be deleted: it waits for example.com/hold',
    ],
  ])('%s: %s', (name, reason, message) => {
    const { health, explanation } = assessFixture(name, 12 * MINUTE);
    expect(health).toBe('degraded');
    expect(explanation?.reason).toBe(reason);
    expect(explanation?.message).toEqual(message);
    expect(explanation?.hint).toBeDefined();
  });

  it('carries what a reader can check', () => {
    const { explanation } = assessFixture('deployment/crashLoop', 12 * MINUTE);
    expect(explanation?.evidence).toMatchObject({
      object: { kind: 'Pod', namespace: 'stg-shop' },
      container: 'web',
      image: 'shop:crash',
      exitCode: 1,
    });
    expect(explanation?.hint).toEqual({
      text: 'See its previous log.',
      audience: 'engineer',
    });
  });

  it('an old refusal to create pods is over', () => {
    const hour = assessFixture('statefulSet/quotaExceeded', 60 * MINUTE);
    expect(hour.health).toBe('progressing');
  });
});

describe('custom resources, by their conditions', () => {
  const at = '2026-01-01T00:00:00Z';
  const resource = (...conditions: object[]): KubeObject => ({
    apiVersion: 'example.com/v1',
    kind: 'Database',
    metadata: { name: 'main', generation: 2, creationTimestamp: at },
    status: { conditions: conditions as never },
  });
  const ready = (status: string, more: object = {}) => ({
    type: 'Ready',
    status,
    reason: 'Provisioning',
    message: 'no disk',
    lastTransitionTime: at,
    ...more,
  });

  it.each([
    ['none', 0, [], 'healthy'],
    ['ready', 0, [ready('True')], 'healthy'],
    ['not ready for a minute', 60, [ready('False')], 'progressing'],
    ['not ready for two minutes', 120, [ready('False')], 'degraded'],
    ['unknown', 999, [ready('Unknown')], 'progressing'],
    [
      'ready, seen before the change',
      0,
      [ready('True', { observedGeneration: 1 })],
      'progressing',
    ],
    [
      'stalled',
      0,
      [{ type: 'Stalled', status: 'True' }, ready('True')],
      'degraded',
    ],
    [
      'reconciling',
      0,
      [{ type: 'Reconciling', status: 'True' }, ready('True')],
      'progressing',
    ],
  ])('%s after %i s', (_, seconds, conditions, health) => {
    const now = Date.parse(at) + seconds * 1000;
    expect(assessObject(resource(...conditions), { now }).health).toBe(health);
  });
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
