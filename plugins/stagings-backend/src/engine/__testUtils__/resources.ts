import { ApiResource } from '../../cluster/types';

function resource(
  group: string,
  version: string,
  kind: string,
  plural: string,
  namespaced = true,
): ApiResource {
  const verbs = ['get', 'list', 'watch', 'patch', 'delete'];
  return { group, version, kind, plural, namespaced, verbs };
}

/** What the fake cluster serves. */
export const RESOURCES: readonly ApiResource[] = [
  resource('', 'v1', 'Namespace', 'namespaces', false),
  resource('', 'v1', 'ConfigMap', 'configmaps'),
  resource('', 'v1', 'Event', 'events'),
  resource('', 'v1', 'PersistentVolumeClaim', 'persistentvolumeclaims'),
  resource('', 'v1', 'Pod', 'pods'),
  resource('', 'v1', 'ResourceQuota', 'resourcequotas'),
  resource('', 'v1', 'Secret', 'secrets'),
  resource('apps', 'v1', 'Deployment', 'deployments'),
  resource('apps', 'v1', 'ReplicaSet', 'replicasets'),
  resource('apps', 'v1', 'StatefulSet', 'statefulsets'),
  resource(
    'autoscaling',
    'v2',
    'HorizontalPodAutoscaler',
    'horizontalpodautoscalers',
  ),
  resource('batch', 'v1', 'CronJob', 'cronjobs'),
  resource('batch', 'v1', 'Job', 'jobs'),
  resource(
    'apiextensions.k8s.io',
    'v1',
    'CustomResourceDefinition',
    'customresourcedefinitions',
    false,
  ),
  resource('example.com', 'v1', 'Widget', 'widgets'),
  resource(
    'rbac.authorization.k8s.io',
    'v1',
    'ClusterRole',
    'clusterroles',
    false,
  ),
];
