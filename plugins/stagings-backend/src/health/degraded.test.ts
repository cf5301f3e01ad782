import { assessFixture } from './__testUtils__/assessFixture';

const MINUTE = 60;

const QUOTA =
  'exceeded quota q, requested: pods=1, used: pods=0, limited: pods=0';

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
    [
      'apiService/unavailable',
      'MissingEndpoints',
      'APIService v1beta1.metrics.k8s.io is not well: endpoints for service/metrics-server have no addresses',
    ],
    [
      'customResourceDefinition/namesConflict',
      'PluralConflict',
      'CustomResourceDefinition widgets.example.com is not well: widgets is already in use',
    ],
    [
      'deployment/noDeadline',
      'DeadlineExceeded',
      'Deployment web made no progress for 600 s: 0 of 1 pods ready',
    ],
    [
      'gateway/pending',
      'AddressNotAssigned',
      'Gateway public is not ready: No addresses have been assigned',
    ],
    [
      'httpRoute/backendNotFound',
      'BackendNotFound',
      'HTTPRoute shop is not ready: Service shop not found',
    ],
    [
      'httpRoute/notAllowed',
      'NotAllowedByListeners',
      'HTTPRoute shop is not ready: No listener allows this route',
    ],
    [
      'job/failureTarget',
      'JobFailed',
      'Job migrate failed: Job was active longer than specified deadline',
    ],
    [
      'persistentVolume/failed',
      'VolumeFailed',
      'PersistentVolume disk-1 failed: error deleting the disk',
    ],
    [
      'persistentVolumeClaim/lost',
      'VolumeLost',
      'The volume of PersistentVolumeClaim data is gone, and its data with it',
    ],
    [
      'persistentVolumeClaim/provisioningFailed',
      'VolumePending',
      'PersistentVolumeClaim data waits for its volume: storageclass.storage.k8s.io standard not found',
    ],
    [
      'pod/deadlineExceeded',
      'PodFailed',
      'Pod web failed: Pod was active on the node longer than the specified deadline',
    ],
    [
      'pod/evicted',
      'Evicted',
      'Pod web was evicted from its node: The node was low on resource: memory.',
    ],
    [
      'pod/nodeLost',
      'DeletionStuck',
      'Pod web is being deleted for more than 5 minutes',
    ],
    [
      'pod/sidecarCrashLoop',
      'CrashLoop',
      'Container proxy of Pod web keeps crashing: exit code 7, restarted 6 times',
    ],
    [
      'pod/volumeNotMounted',
      'VolumeNotMounted',
      'Pod web cannot get its volumes: MountVolume.SetUp failed for volume "data" : configmap "missing" not found',
    ],
    [
      'podDisruptionBudget/syncFailed',
      'SyncFailed',
      'PodDisruptionBudget web is not well: found no controllers for pod web-1',
    ],
    [
      'statefulSet/brokenOldRevision',
      'RolloutBlocked',
      expect.stringMatching(
        /^Container db of StatefulSet db cannot pull image db:1: .*; this pod of the version before blocks the new one$/,
      ),
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
