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

    expect(JSON.parse(JSON.stringify(project(object)))).toEqual({
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
});
