import { JsonObject } from '@backstage/types';
import { KubeObject } from '../model/kubeObject';
import { checkPolicy } from '.';
import { PolicyOptions } from './types';

const options: PolicyOptions = { staging: 'shop-1' };

function deployment(podSpec: JsonObject): KubeObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'stg' },
    spec: { template: { spec: podSpec } },
  };
}

function container(fields: JsonObject): JsonObject {
  return { containers: [{ name: 'app', image: 'app:1', ...fields }] };
}

const binding: KubeObject = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'RoleBinding',
  metadata: { name: 'web', namespace: 'stg' },
  roleRef: { kind: 'ClusterRole', name: 'admin' },
};

const shared: KubeObject = {
  apiVersion: 'scheduling.k8s.io/v1',
  kind: 'PriorityClass',
  metadata: { name: 'urgent' },
};

function check(object: KubeObject, given = options) {
  return checkPolicy([{ object, source: 'web.yaml' }], given);
}

it.each<[KubeObject, string, string]>([
  [
    deployment(container({ securityContext: { privileged: true } })),
    'PrivilegedContainer',
    'Deployment web in web.yaml runs container app with all rights on the node (spec.template.spec.containers[0].securityContext.privileged), which stagings may not',
  ],
  [
    deployment(
      container({ securityContext: { capabilities: { add: ['SYS_ADMIN'] } } }),
    ),
    'PrivilegedContainer',
    'Deployment web in web.yaml gives container app the capability SYS_ADMIN (spec.template.spec.containers[0].securityContext.capabilities.add), which stagings may not',
  ],
  [
    deployment({ hostNetwork: true }),
    'HostNamespace',
    "Deployment web in web.yaml asks for the node's network (spec.template.spec.hostNetwork), which stagings may not",
  ],
  [
    deployment(container({ ports: [{ containerPort: 80, hostPort: 80 }] })),
    'HostNamespace',
    'Deployment web in web.yaml takes port 80 of the node (spec.template.spec.containers[0].ports[0].hostPort), which stagings may not',
  ],
  [
    deployment({ volumes: [{ name: 'v', hostPath: { path: '/etc' } }] }),
    'HostPathVolume',
    'Deployment web in web.yaml mounts /etc of the node (spec.template.spec.volumes[0].hostPath), which stagings may not',
  ],
  [
    binding,
    'ClusterRoleBinding',
    'RoleBinding web in web.yaml gives the ClusterRole admin (roleRef), which stagings may not',
  ],
  [
    shared,
    'SharedClusterObject',
    'PriorityClass urgent in web.yaml belongs to the whole cluster, but does not have shop-1 in its name (metadata.name), which stagings may not',
  ],
])('refuses: %#', (object, rule, message) => {
  const violations = check(object);
  expect(violations.map(violation => violation.rule)).toEqual([rule]);
  expect(violations[0]?.explanation.message).toBe(message);
});

it.each<[string, KubeObject, Partial<PolicyOptions>]>([
  [
    'privileges',
    deployment(container({ securityContext: { privileged: true } })),
    { allowPrivileged: true },
  ],
  [
    'the node’s network',
    deployment({ hostNetwork: true }),
    { allowHostNamespaces: true },
  ],
  [
    'the node’s files',
    deployment({ volumes: [{ hostPath: { path: '/' } }] }),
    { allowHostPath: true },
  ],
  ['a ClusterRole', binding, { allowedClusterRoles: ['admin'] }],
  ['a name of the staging’s own', shared, { staging: 'urgent' }],
  [
    'a definition of a kind, whose name is the kind’s',
    {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'widgets.example.com' },
    },
    {},
  ],
])('lets the platform allow %s', (_, object, allowed) => {
  expect(check(object, { ...options, ...allowed })).toEqual([]);
});

it('has nothing against an ordinary workload', () => {
  const ordinary = deployment(
    container({
      securityContext: { capabilities: { add: ['NET_BIND_SERVICE'] } },
    }),
  );
  expect(check(ordinary)).toEqual([]);
});

describe('a binding to a ClusterRole', () => {
  const clusterBinding: KubeObject = {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: 'shop-1' },
    roleRef: { kind: 'ClusterRole', name: 'shop-1-reader' },
  };
  const role: KubeObject = {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: 'shop-1-reader' },
  };

  it('may give one that the staging brings itself', () => {
    const objects = [clusterBinding, role].map(object => ({
      object,
      source: 'web.yaml',
    }));
    expect(checkPolicy(objects, options)).toEqual([]);
  });

  it('may not give another one to the whole cluster either', () => {
    expect(check(clusterBinding)).toMatchObject([
      { rule: 'ClusterRoleBinding', path: 'roleRef' },
    ]);
  });
});
