import { readFixture } from '../../health/__testUtils__/readFixture';
import { assessObject } from '../../health/assessObject';
import { KubeObject } from '../../model/kubeObject';
import { project } from './project';

describe('project', () => {
  it('drops what nobody reads', () => {
    const object: KubeObject = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: {
        name: 'web',
        namespace: 'stg',
        uid: 'u',
        resourceVersion: '7',
        labels: { a: 'b' },
        managedFields: [{ manager: 'kubectl' }],
        annotations: {
          'kubectl.kubernetes.io/last-applied-configuration': '{}',
          'deployment.kubernetes.io/revision': '3',
          'stagings.backstage.io/ignore-health': 'true',
        },
      } as KubeObject['metadata'],
      spec: { replicas: 2, template: { spec: {} }, jobTemplate: {} },
      status: { replicas: 2 },
      data: { secret: 'x' },
    };

    const { fingerprint, ...kept } = project(object);
    expect(fingerprint).toEqual(expect.any(String));
    expect(JSON.parse(JSON.stringify(kept))).toEqual({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: {
        name: 'web',
        namespace: 'stg',
        uid: 'u',
        labels: { a: 'b' },
        annotations: {
          'deployment.kubernetes.io/revision': '3',
          'stagings.backstage.io/ignore-health': 'true',
        },
      },
      spec: { replicas: 2 },
      status: { replicas: 2 },
    });
  });

  it.each([
    'deployment/healthy',
    'deployment/crashLoop',
    'deployment/imagePullBackOff',
    'deployment/quotaExceeded',
    'statefulSet/neverReady',
    'daemonSet/imagePullBackOff',
    'job/failed',
    'cronJob/lastRunFailed',
    'pod/unschedulable',
    'horizontalPodAutoscaler/noTarget',
    'service/noAddress',
    'ingress/noAddress',
  ])('keeps all that the health of %s depends on', name => {
    const { object, children, events, createdAt } = readFixture(name);
    const look = (cut: (whole: KubeObject) => KubeObject) =>
      assessObject(cut(object), {
        now: createdAt + 700_000,
        events,
        children: children.map(cut),
      });
    expect(look(project)).toEqual(look(whole => whole));
  });

  describe('tells by the fingerprint', () => {
    const deployment: KubeObject = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web', uid: 'u', generation: 1, labels: { a: 'b' } },
    };
    const service: KubeObject = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web', uid: 'u', resourceVersion: '1' },
      spec: { type: 'ClusterIP' },
    };
    const edit = (object: KubeObject, fields: Partial<KubeObject>) => ({
      ...object,
      ...fields,
      metadata: { ...object.metadata, ...fields.metadata },
    });

    it.each([
      [
        'a new generation',
        deployment,
        { metadata: { name: 'web', generation: 2 } },
        true,
      ],
      [
        'another label',
        deployment,
        { metadata: { name: 'web', labels: {} } },
        true,
      ],
      ['a status', deployment, { status: { replicas: 1 } }, false],
      [
        'another annotation',
        deployment,
        { metadata: { name: 'web', annotations: { team: 'shop' } } },
        true,
      ],
      [
        'what a controller notes on it',
        deployment,
        {
          metadata: {
            name: 'web',
            annotations: { 'deployment.kubernetes.io/revision': '1' },
          },
        },
        false,
      ],
      [
        'what a controller notes on a kind without generation',
        service,
        {
          metadata: {
            name: 'web',
            annotations: { 'pv.kubernetes.io/bind-completed': 'yes' },
          },
        },
        false,
      ],
      [
        'a field of a kind without generation',
        service,
        { spec: { type: 'NodePort' } },
        true,
      ],
      [
        'a status of one',
        service,
        { status: {}, metadata: { name: 'web', resourceVersion: '2' } },
        false,
      ],
    ])('%s: %#', (_, object, fields, isEdited) => {
      const before = project(object).fingerprint;
      const after = project(edit(object, fields)).fingerprint;
      expect(after !== before).toBe(isEdited);
    });

    it('nothing of what a controller made', () => {
      const owner = {
        apiVersion: 'apps/v1',
        kind: 'ReplicaSet',
        name: 'r',
        uid: 'r',
        controller: true,
      };
      const pod = edit(service, {
        metadata: { name: 'web', ownerReferences: [owner] },
      });
      expect(project(pod)).not.toHaveProperty('fingerprint');
    });
  });

  it('keeps of a pod which containers it has', () => {
    const pod: KubeObject = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'web' },
      spec: {
        nodeName: 'node',
        volumes: [{ name: 'data' }],
        containers: [
          { name: 'web', image: 'shop:1', env: [{ name: 'A', value: 'b' }] },
        ],
      },
    };
    expect(project(pod).spec).toEqual({
      nodeName: 'node',
      containers: [{ name: 'web', image: 'shop:1' }],
    });
  });
});
