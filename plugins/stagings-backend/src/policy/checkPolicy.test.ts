import { JsonObject } from '@backstage/types';
import { KubeObject } from '../model/kubeObject';
import { checkPolicy } from '.';
import { PolicyOptions } from './types';

const options: PolicyOptions = {
  staging: 'shop-1',
  host: 'shop-1.stagings.example.com',
  baseDomain: 'stagings.example.com',
};

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

function service(spec: JsonObject): KubeObject {
  const metadata = { name: 'web', namespace: 'stg' };
  return { apiVersion: 'v1', kind: 'Service', metadata, spec };
}

function ingress(...hosts: (string | undefined)[]): KubeObject {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'web', namespace: 'stg' },
    spec: { rules: hosts.map(host => (host === undefined ? {} : { host })) },
  };
}

function role(rule: JsonObject): KubeObject {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: { name: 'web', namespace: 'stg' },
    rules: [rule],
  };
}

const lastingToken: KubeObject = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: {
    name: 'token',
    namespace: 'stg',
    annotations: { 'kubernetes.io/service-account.name': 'web' },
  },
  type: 'kubernetes.io/service-account-token',
};

it.each<[KubeObject, string, string]>([
  [
    deployment({
      ...container({}),
      securityContext: { windowsOptions: { hostProcess: true } },
    }),
    'PrivilegedContainer',
    'Deployment web in web.yaml runs its pods with all rights on the node (spec.template.spec.securityContext.windowsOptions.hostProcess), which stagings may not',
  ],
  [
    deployment(
      container({
        securityContext: { seccompProfile: { type: 'Unconfined' } },
      }),
    ),
    'UnconfinedContainer',
    'Deployment web in web.yaml runs container app without a filter of system calls (spec.template.spec.containers[0].securityContext.seccompProfile.type), which stagings may not',
  ],
  [
    deployment({
      ...container({}),
      securityContext: { appArmorProfile: { type: 'Unconfined' } },
    }),
    'UnconfinedContainer',
    'Deployment web in web.yaml runs its pods without AppArmor (spec.template.spec.securityContext.appArmorProfile.type), which stagings may not',
  ],
  [
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name: 'web',
        annotations: {
          'container.apparmor.security.beta.kubernetes.io/app': 'unconfined',
        },
        namespace: 'stg',
      },
      spec: container({}),
    },
    'UnconfinedContainer',
    'Pod web in web.yaml runs container app without AppArmor (metadata.annotations["container.apparmor.security.beta.kubernetes.io/app"]), which stagings may not',
  ],
  [
    deployment(container({ securityContext: { procMount: 'Unmasked' } })),
    'UnconfinedContainer',
    "Deployment web in web.yaml runs container app with the node's /proc unmasked (spec.template.spec.containers[0].securityContext.procMount), which stagings may not",
  ],
  [
    deployment(
      container({ securityContext: { seLinuxOptions: { type: 'spc_t' } } }),
    ),
    'UnconfinedContainer',
    'Deployment web in web.yaml runs container app as spc_t of SELinux (spec.template.spec.containers[0].securityContext.seLinuxOptions.type), which stagings may not',
  ],
  [
    deployment({
      ...container({}),
      securityContext: {
        sysctls: [
          { name: 'net.ipv4.tcp_syncookies', value: '1' },
          { name: 'kernel.msgmax', value: '1' },
        ],
      },
    }),
    'UnsafeSysctl',
    'Deployment web in web.yaml changes kernel.msgmax of the kernel (spec.template.spec.securityContext.sysctls[1].name), which stagings may not',
  ],
  [
    deployment(
      container({
        livenessProbe: { httpGet: { host: '169.254.169.254', port: 80 } },
      }),
    ),
    'ProbeOfOtherHost',
    'Deployment web in web.yaml lets the node ask 169.254.169.254 (spec.template.spec.containers[0].livenessProbe.httpGet.host), which stagings may not',
  ],
  [
    service({ type: 'LoadBalancer' }),
    'ServiceReachesOut',
    'Service web in web.yaml takes an address outside the cluster (LoadBalancer) (spec.type), which stagings may not',
  ],
  [
    service({ type: 'NodePort' }),
    'ServiceReachesOut',
    'Service web in web.yaml takes a port of every node (NodePort) (spec.type), which stagings may not',
  ],
  [
    service({ type: 'ExternalName', externalName: 'internal.example.com' }),
    'ServiceReachesOut',
    'Service web in web.yaml stands for a host outside the staging (ExternalName) (spec.type), which stagings may not',
  ],
  [
    service({ externalIPs: ['10.0.0.1', '10.0.0.2'] }),
    'ServiceReachesOut',
    'Service web in web.yaml takes traffic for 10.0.0.1, 10.0.0.2 (ExternalIPs) (spec.externalIPs), which stagings may not',
  ],
  [
    ingress('shop.example.com'),
    'HostNotOwn',
    'Ingress web in web.yaml claims the host shop.example.com (spec.rules[0].host), which stagings may not',
  ],
  [
    ingress('shop-1.stagings.example.com', undefined),
    'HostNotOwn',
    'Ingress web in web.yaml answers for every host (spec.rules[1].host), which stagings may not',
  ],
  [
    lastingToken,
    'ServiceAccountToken',
    'Secret token in web.yaml makes a lasting token of the account web (type), which stagings may not',
  ],
  [
    role({ apiGroups: ['*'], resources: ['roles'], verbs: ['escalate'] }),
    'RoleEscalation',
    'Role web in web.yaml lets its holders give roles more rights than they have (escalate) (rules[0]), which stagings may not',
  ],
  [
    role({ resources: ['serviceaccounts/token'], verbs: ['create'] }),
    'RoleEscalation',
    'Role web in web.yaml lets its holders make tokens of accounts (create serviceaccounts/token) (rules[0]), which stagings may not',
  ],
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
  [
    'a container without AppArmor',
    deployment(
      container({
        securityContext: { appArmorProfile: { type: 'Unconfined' } },
      }),
    ),
    { allowPrivileged: true },
  ],
  [
    'ways out of the cluster',
    service({ type: 'LoadBalancer', externalIPs: ['10.0.0.1'] }),
    { allowServices: ['LoadBalancer', 'ExternalIPs'] },
  ],
  [
    'hosts of a domain',
    ingress('shop.example.org', 'a.shop.example.org'),
    { allowHosts: ['shop.example.org', '*.shop.example.org'] },
  ],
  ['every host', ingress(undefined), { allowHosts: ['*'] }],
  ['lasting tokens', lastingToken, { allowServiceAccountTokens: true }],
  [
    'every right',
    role({ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }),
    { allowRoleEscalation: true },
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

it.each(
  [
    'apps/v1 Deployment',
    'apps/v1 StatefulSet',
    'apps/v1 DaemonSet',
    'apps/v1 ReplicaSet',
    'batch/v1 Job',
    'v1 ReplicationController',
  ].map(kind => kind.split(' ')),
)('looks into the pods of %s %s', (apiVersion, kind) => {
  const pods = deployment({ hostNetwork: true });
  expect(
    check({ ...pods, apiVersion: apiVersion!, kind: kind! }),
  ).toMatchObject([{ path: 'spec.template.spec.hostNetwork' }]);
});

it.each<[string, KubeObject, string]>([
  [
    'a Pod',
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'web', namespace: 'stg' },
      spec: { hostPID: true },
    },
    'spec.hostPID',
  ],
  [
    'a CronJob',
    {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: { name: 'web', namespace: 'stg' },
      spec: {
        jobTemplate: { spec: { template: { spec: { hostPID: true } } } },
      },
    },
    'spec.jobTemplate.spec.template.spec.hostPID',
  ],
  [
    'a PodTemplate',
    {
      apiVersion: 'v1',
      kind: 'PodTemplate',
      metadata: { name: 'web', namespace: 'stg' },
      template: { spec: { hostPID: true } },
    },
    'template.spec.hostPID',
  ],
])('looks into %s', (_, object, path) => {
  expect(check(object)).toMatchObject([{ path }]);
});

it.each(['initContainers', 'ephemeralContainers'])(
  'looks at %s too',
  containers => {
    const pod = { [containers]: [{ securityContext: { privileged: true } }] };
    expect(check(deployment(pod))).toMatchObject([
      {
        path: `spec.template.spec.${containers}[0].securityContext.privileged`,
      },
    ]);
  },
);

it('tells everything that is wrong, not only the first thing', () => {
  const violations = check(
    deployment({
      hostNetwork: true,
      hostPID: true,
      volumes: [{ hostPath: { path: '/' } }],
      ...container({ securityContext: { privileged: true } }),
    }),
  );
  expect(violations.map(({ rule }) => rule)).toEqual([
    'PrivilegedContainer',
    'HostNamespace',
    'HostNamespace',
    'HostPathVolume',
  ]);
});

describe('hosts of a staging', () => {
  it.each([
    'shop-1.stagings.example.com',
    'api-shop-1.stagings.example.com',
    'shop-1-api.stagings.example.com',
    'api.shop-1.stagings.example.com',
    '*.shop-1.stagings.example.com',
    'SHOP-1.stagings.example.com',
  ])('may be %s', host => {
    expect(check(ingress(host))).toEqual([]);
  });

  it.each([
    'stagings.example.com',
    '*.stagings.example.com',
    'shop-2.stagings.example.com',
    'shop-10.stagings.example.com',
    'myshop-1.stagings.example.com',
    'shop-1.stagings.example.com.evil.org',
    'a.api-shop-1.stagings.example.com',
  ])('may not be %s', host => {
    expect(check(ingress(host))).toMatchObject([{ rule: 'HostNotOwn' }]);
  });

  it('may not be the one of another staging, though it looks like its own', () => {
    const host = 'api-shop-1.stagings.example.com';
    const takenHosts = new Set([host]);
    for (const allowHosts of [[], ['*']]) {
      expect(
        check(ingress(host), { ...options, takenHosts, allowHosts }),
      ).toEqual([
        expect.objectContaining({
          explanation: expect.objectContaining({
            message: expect.stringContaining('which another staging has'),
          }),
        }),
      ]);
    }
  });

  it.each<[string, KubeObject, string]>([
    [
      'the certificates of an Ingress',
      {
        ...ingress(),
        spec: { tls: [{ hosts: ['shop-1.stagings.example.com', 'a.org'] }] },
      },
      'spec.tls[0].hosts',
    ],
    [
      'what an Ingress does with all else',
      { ...ingress(), spec: { defaultBackend: { service: { name: 'web' } } } },
      'spec.defaultBackend',
    ],
    [
      'aliases of the nginx controller',
      {
        ...ingress(),
        metadata: {
          name: 'web',
          namespace: 'stg',
          annotations: {
            'nginx.ingress.kubernetes.io/server-alias':
              'shop-1.stagings.example.com, a.org',
          },
        },
      },
      'metadata.annotations["nginx.ingress.kubernetes.io/server-alias"]',
    ],
    [
      'an HTTPRoute',
      {
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'HTTPRoute',
        metadata: { name: 'web', namespace: 'stg' },
        spec: { hostnames: ['a.org'] },
      },
      'spec.hostnames',
    ],
    [
      'an HTTPRoute without any',
      {
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'HTTPRoute',
        metadata: { name: 'web', namespace: 'stg' },
        spec: {},
      },
      'spec.hostnames',
    ],
    [
      'a Route of OpenShift',
      {
        apiVersion: 'route.openshift.io/v1',
        kind: 'Route',
        metadata: { name: 'web', namespace: 'stg' },
        spec: { host: 'a.org' },
      },
      'spec.host',
    ],
  ])('are looked for in %s', (_, object, path) => {
    expect(check(object)).toMatchObject([{ rule: 'HostNotOwn', path }]);
  });
});

it.each<[string, JsonObject]>([
  [
    'all of one kind',
    { apiGroups: [''], resources: ['configmaps'], verbs: ['*'] },
  ],
  [
    'to read everything',
    { apiGroups: ['*'], resources: ['*'], verbs: ['get', 'list', 'watch'] },
  ],
])('lets a role grant the right to %s', (_, rule) => {
  expect(check(role(rule))).toEqual([]);
});

describe('a binding to a ClusterRole', () => {
  const clusterBinding: KubeObject = {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: 'shop-1' },
    roleRef: { kind: 'ClusterRole', name: 'shop-1-reader' },
  };
  const ownRole: KubeObject = {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: 'shop-1-reader' },
  };

  it('may give one that the staging brings itself', () => {
    const objects = [clusterBinding, ownRole].map(object => ({
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
