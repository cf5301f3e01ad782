import { KubeObject } from '../../model/kubeObject';
import { assessFixture } from '../__testUtils__/assessFixture';
import { assessObject } from '../assessObject';
import { ObjectHealth } from '../types';

describe("operators' own kinds", () => {
  it.each<[string, ObjectHealth['health'], string | undefined]>([
    [
      'argoApplication/new',
      'progressing',
      'Application shop waits for its operator',
    ],
    ['argoApplication/healthy', 'healthy', undefined],
    [
      'argoApplication/outOfSync',
      'healthy',
      'Application shop differs from its source in git',
    ],
    [
      'argoApplication/progressing',
      'progressing',
      'Application shop is not ready: Argo CD calls it Progressing',
    ],
    [
      'argoApplication/degraded',
      'degraded',
      'Application shop is not ready: Deployment shop exceeded its progress deadline',
    ],
    ['argoApplication/suspended', 'suspended', 'Application shop is suspended'],
    [
      'argoApplication/syncFailed',
      'degraded',
      'Application shop is not ready: one or more objects failed to apply',
    ],
    [
      'certificate/new',
      'progressing',
      'Certificate shop-tls waits for its operator',
    ],
    [
      'certificate/issuing',
      'progressing',
      'Certificate shop-tls is not ready: Issuing certificate as Secret does not exist',
    ],
    ['certificate/ready', 'healthy', undefined],
    [
      'certificate/failed',
      'degraded',
      'Certificate shop-tls is not ready: Issuing certificate as Secret does not exist',
    ],
    [
      'issuer/notReady',
      'degraded',
      'Issuer letsencrypt is not ready: Failed to register ACME account',
    ],
    ['cloudNativePg/new', 'progressing', 'Cluster main waits for its operator'],
    ['cloudNativePg/healthy', 'healthy', undefined],
    [
      'cloudNativePg/settingUp',
      'progressing',
      'Cluster main is not ready: Setting up primary: Creating primary instance main-1',
    ],
    ['cloudNativePg/hibernated', 'suspended', 'Cluster main is hibernated'],
    [
      'cloudNativePg/imagePullBackOff',
      'degraded',
      'Container db of Cluster main cannot pull image db:1: Back-off pulling image db:1',
    ],
    [
      'externalSecret/new',
      'progressing',
      'ExternalSecret shop-env waits for its operator',
    ],
    ['externalSecret/synced', 'healthy', undefined],
    [
      'externalSecret/failed',
      'degraded',
      'ExternalSecret shop-env is not ready: could not get secret data from provider',
    ],
    ['sealedSecret/new', 'healthy', undefined],
    ['sealedSecret/synced', 'healthy', undefined],
    [
      'sealedSecret/failed',
      'degraded',
      'SealedSecret shop-env is not ready: no key could decrypt secret (PASSWORD)',
    ],
    [
      'fluxHelmRelease/new',
      'progressing',
      'HelmRelease shop waits for its operator',
    ],
    ['fluxHelmRelease/ready', 'healthy', undefined],
    [
      'fluxHelmRelease/installing',
      'progressing',
      'HelmRelease shop is not ready: Running install action with timeout of 5m0s',
    ],
    [
      'fluxHelmRelease/installFailed',
      'degraded',
      'HelmRelease shop is not ready: Helm install failed for release stg-shop/shop: context deadline exceeded',
    ],
    [
      'fluxHelmRelease/stalled',
      'degraded',
      'HelmRelease shop is not ready: Failed to install after 1 attempt(s)',
    ],
    [
      'fluxHelmRelease/testFailed',
      'degraded',
      'HelmRelease shop is not ready: Helm test failed for release stg-shop/shop.v1',
    ],
    ['fluxHelmRelease/suspended', 'suspended', 'HelmRelease shop is suspended'],
    [
      'fluxKustomization/buildFailed',
      'progressing',
      'Kustomization shop is not ready: kustomize build failed: no such file deploy/base',
    ],
    ['kafka/new', 'progressing', 'Kafka events waits for its operator'],
    [
      'kafka/creating',
      'progressing',
      'Kafka events is not ready: Kafka cluster is being deployed',
    ],
    ['kafka/ready', 'healthy', undefined],
    [
      'kafka/failed',
      'degraded',
      'Kafka events is not ready: A KRaft node with broker role must exist',
    ],
    [
      'kafka/paused',
      'suspended',
      'Kafka events is not reconciled: it is paused by an annotation',
    ],
    [
      'knativeService/new',
      'progressing',
      'Service hello waits for its operator',
    ],
    ['knativeService/ready', 'healthy', undefined],
    ['knativeService/deploying', 'progressing', 'Service hello is not ready'],
    [
      'knativeService/revisionFailed',
      'degraded',
      'Service hello is not ready: Revision hello-00001 failed with message: Unable to fetch image hello:1.',
    ],
    [
      'scaledObject/new',
      'progressing',
      'ScaledObject worker waits for its operator',
    ],
    ['scaledObject/ready', 'healthy', undefined],
    [
      'scaledObject/failed',
      'degraded',
      "ScaledObject worker is not ready: ScaledObject doesn't have correct triggers specification",
    ],
    [
      'scaledObject/fallback',
      'healthy',
      'ScaledObject worker uses its fallback count: At least one trigger is falling back on this scaled object',
    ],
    ['scaledObject/paused', 'suspended', 'ScaledObject worker is paused'],
    [
      'zalandoPostgresql/new',
      'progressing',
      'postgresql acid-shop waits for its operator',
    ],
    [
      'zalandoPostgresql/creating',
      'progressing',
      'postgresql acid-shop is not ready: its operator reports Creating',
    ],
    ['zalandoPostgresql/running', 'healthy', undefined],
    [
      'zalandoPostgresql/updating',
      'progressing',
      'postgresql acid-shop is not ready: its operator reports Updating',
    ],
    [
      'zalandoPostgresql/createFailed',
      'degraded',
      'postgresql acid-shop is not ready: its operator reports CreateFailed',
    ],
    [
      'zalandoPostgresql/syncFailed',
      'degraded',
      'postgresql acid-shop is not ready: its operator reports SyncFailed',
    ],
    [
      'zalandoPostgresql/invalid',
      'degraded',
      'postgresql acid-shop is not ready: its operator reports Invalid',
    ],
  ])('%s is %s: %s', (name, health, message) => {
    const assessed = assessFixture(name, 60);
    expect(assessed.health).toBe(health);
    expect(assessed.explanation?.message).toBe(message);
  });

  it.each([
    ['cloudNativePg/settingUp', 6],
    ['fluxKustomization/buildFailed', 2],
  ])('%s becomes degraded after %i minutes', (name, minutes) => {
    expect(assessFixture(name, minutes * 60 + 1).health).toBe('degraded');
  });

  it('a paused autoscaler says nothing about the staging', () => {
    expect(assessFixture('scaledObject/paused', 60).neutral).toBe(true);
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
