import { parse } from 'yaml';
import { KubeObject } from '../../model/kubeObject';
import { normalise } from './normalise';
import { parseManifests } from './parseManifests';

const CLUSTER_KINDS = [
  'Namespace',
  'APIService',
  'ClusterRoleBinding',
  'ValidatingWebhookConfiguration',
];

function rewrite(...manifests: string[]) {
  return normalise(parseManifests(manifests.join('\n---\n'), 'shop.yaml'), {
    namespace: 'stg-1',
    labels: {},
    annotations: {},
    rewriteNamespace: true,
    allowedClusterKinds: [
      'apiregistration.k8s.io/APIService',
      'rbac.authorization.k8s.io/ClusterRoleBinding',
      'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
    ],
    servedKinds: [],
    scopeOf: (_, kind) =>
      CLUSTER_KINDS.includes(kind) ? 'cluster' : 'namespaced',
  });
}

/** Something in the namespace shop, so that it is one that moves. */
const IN_SHOP =
  'apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: web, namespace: shop}';
const SERVICE =
  'apiVersion: v1\nkind: Service\nmetadata: {name: db, namespace: shop}';

function object(apiVersion: string, kind: string, rest: string): string {
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: x}\n${rest}`;
}

/** The object as it becomes beside something in the namespace shop, and what is said of it. */
function moved(manifest: string): { object: KubeObject; notices: string[] } {
  const { objects, notices } = rewrite(IN_SHOP, SERVICE, manifest);
  const found = objects.find(
    ({ object: { metadata } }) => metadata.name === 'x',
  );
  return {
    object: found!.object,
    notices: notices.filter(notice => !notice.startsWith('Moved from')),
  };
}

it('moves objects of every namespace, and says which', () => {
  const { objects, notices } = rewrite(
    IN_SHOP,
    SERVICE,
    'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: kube-system}',
    'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: b}',
    'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c, namespace: stg-1}',
  );
  expect(objects.map(({ object: { metadata } }) => metadata.namespace)).toEqual(
    Array(5).fill('stg-1'),
  );
  expect(notices).toEqual([
    'Moved from namespace shop to stg-1: ServiceAccount web, Service db',
    'Moved from namespace kube-system to stg-1: ConfigMap a',
  ]);
});

it('leaves Namespaces out, and takes their labels', () => {
  const { objects, namespaceLabels, notices } = rewrite(
    'apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {team: shop, kubernetes.io/metadata.name: shop, pod-security.kubernetes.io/enforce: privileged}}',
    'apiVersion: v1\nkind: Namespace\nmetadata: {name: stg-1}',
    IN_SHOP,
  );
  expect(objects).toHaveLength(1);
  expect(namespaceLabels).toEqual({ team: 'shop' });
  expect(notices).toEqual([
    'Namespace shop in shop.yaml was left out: the staging makes its namespace itself, with the labels team of this one',
    'Namespace stg-1 in shop.yaml was left out: the staging makes its namespace itself',
    'Moved from namespace shop to stg-1: ServiceAccount web',
  ]);
});

it('refuses two objects that become the same', () => {
  expect(() => rewrite(IN_SHOP, IN_SHOP.replace('shop', 'other'))).toThrow(
    'ServiceAccount web is there twice',
  );
});

describe('references', () => {
  it.each<[string, string, string, string[]]>([
    [
      'subjects of a RoleBinding',
      object(
        'rbac.authorization.k8s.io/v1',
        'RoleBinding',
        'subjects: [{kind: ServiceAccount, name: web, namespace: shop}, {kind: ServiceAccount, name: prometheus, namespace: monitoring}]',
      ),
      'subjects: [{kind: ServiceAccount, name: web, namespace: stg-1}, {kind: ServiceAccount, name: prometheus, namespace: monitoring}]',
      ['subjects[0].namespace'],
    ],
    [
      'a subject that is in the render, whatever its namespace was thought to be',
      object(
        'rbac.authorization.k8s.io/v1',
        'RoleBinding',
        'subjects: [{kind: ServiceAccount, name: web, namespace: default}]',
      ),
      'subjects: [{kind: ServiceAccount, name: web, namespace: stg-1}]',
      ['subjects[0].namespace'],
    ],
    [
      'subjects by the names that service accounts have as users',
      object(
        'rbac.authorization.k8s.io/v1',
        'ClusterRoleBinding',
        'subjects: [{kind: User, name: "system:serviceaccount:shop:web"}, {kind: Group, name: "system:serviceaccounts:shop"}, {kind: Group, name: shop}]',
      ),
      'subjects: [{kind: User, name: "system:serviceaccount:stg-1:web"}, {kind: Group, name: "system:serviceaccounts:stg-1"}, {kind: Group, name: shop}]',
      ['subjects[0].name', 'subjects[1].name'],
    ],
    [
      'the service of a webhook, and its selector',
      object(
        'admissionregistration.k8s.io/v1',
        'ValidatingWebhookConfiguration',
        'webhooks: [{clientConfig: {service: {name: db, namespace: shop}}, namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: shop}}}]',
      ),
      'webhooks: [{clientConfig: {service: {name: db, namespace: stg-1}}, namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: stg-1}}}]',
      [
        'webhooks[0].clientConfig.service.namespace',
        'webhooks[0].namespaceSelector.matchLabels["kubernetes.io/metadata.name"]',
      ],
    ],
    [
      'the service of an APIService',
      object(
        'apiregistration.k8s.io/v1',
        'APIService',
        'spec: {service: {name: db, namespace: shop}}',
      ),
      'spec: {service: {name: db, namespace: stg-1}}',
      ['spec.service.namespace'],
    ],
    [
      'a route, but not its gateway',
      object(
        'gateway.networking.k8s.io/v1',
        'HTTPRoute',
        'spec: {parentRefs: [{name: gateway, namespace: infra}], rules: [{backendRefs: [{name: db, namespace: shop}]}]}',
      ),
      'spec: {parentRefs: [{name: gateway, namespace: infra}], rules: [{backendRefs: [{name: db, namespace: stg-1}]}]}',
      ['spec.rules[0].backendRefs[0].namespace'],
    ],
    [
      'namespaces that a policy selects',
      object(
        'networking.k8s.io/v1',
        'NetworkPolicy',
        'spec: {podSelector: {matchLabels: {name: a, namespace: shop}}, ingress: [{from: [{namespaceSelector: {matchExpressions: [{key: kubernetes.io/metadata.name, operator: In, values: [shop, other]}]}}]}]}',
      ),
      'spec: {podSelector: {matchLabels: {name: a, namespace: shop}}, ingress: [{from: [{namespaceSelector: {matchExpressions: [{key: kubernetes.io/metadata.name, operator: In, values: [stg-1, other]}]}}]}]}',
      [
        'spec.ingress[0].from[0].namespaceSelector.matchExpressions[0].values[0]',
      ],
    ],
    [
      'namespaces that a custom resource lists',
      object(
        'monitoring.coreos.com/v1',
        'ServiceMonitor',
        'spec: {selector: {matchLabels: {a: b}}, namespaceSelector: {matchNames: [shop]}}',
      ),
      'spec: {selector: {matchLabels: {a: b}}, namespaceSelector: {matchNames: [stg-1]}}',
      ['spec.namespaceSelector.matchNames[0]'],
    ],
    [
      'nothing in the keys of people',
      object('v1', 'ConfigMap', 'data: {name: a, namespace: shop}'),
      'data: {name: a, namespace: shop}',
      [],
    ],
  ])('%s', (_, manifest, wanted, fields) => {
    const { object: found, notices } = moved(manifest);
    expect(found).toMatchObject(parse(wanted));
    expect(notices).toEqual(
      fields.map(
        field => `${found.kind} x in shop.yaml: ${field} now names stg-1`,
      ),
    );
  });
});

describe('text is pointed at', () => {
  it.each<[string, string, string | undefined]>([
    [
      'the full name of a Service',
      'data: {a: "postgres://u:p@db.shop.svc.cluster.local:5432"}',
      'data.a names db.shop.svc',
    ],
    [
      'of one that is not in the render',
      'data: {a: "queue.shop.svc"}',
      'data.a names queue.shop.svc',
    ],
    ['the short name', 'data: {a: "db.shop:5432"}', 'data.a names db.shop'],
    ['the short name of no Service', 'data: {a: "image.shop"}', undefined],
    ['another namespace', 'data: {a: "db.shopping.svc"}', undefined],
    ['a domain', 'data: {a: "db.shop.example.com"}', undefined],
  ])('%s', (_, data, warning) => {
    const manifest = object('v1', 'ConfigMap', data);
    expect(moved(manifest).notices).toEqual(
      warning
        ? [
            `ConfigMap x in shop.yaml: ${warning}, which was not rewritten; write the name of the Service alone`,
          ]
        : [],
    );
    expect(moved(manifest).object).toMatchObject(parse(data));
  });

  it('in a Secret without what is around it', () => {
    const url = Buffer.from('postgres://u:secret@db.shop.svc').toString(
      'base64',
    );
    expect(
      moved(object('v1', 'Secret', `data: {url: ${url}}`)).notices,
    ).toEqual([
      'Secret x in shop.yaml: data.url names db.shop.svc, which was not rewritten; write the name of the Service alone',
    ]);
  });

  it('in the arguments of a container', () => {
    expect(
      moved(
        object(
          'apps/v1',
          'Deployment',
          'spec: {template: {spec: {containers: [{name: a, args: ["--db=db.shop.svc"]}]}}}',
        ),
      ).notices,
    ).toEqual([
      expect.stringContaining(
        'spec.template.spec.containers[0].args[0] names db.shop.svc',
      ),
    ]);
  });
});
