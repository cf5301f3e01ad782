import { TerminalError } from '../../model/errors';
import { KubeObject } from '../../model/kubeObject';
import { normalise } from './normalise';
import { parseManifests } from './parseManifests';
import { NormaliseOptions } from './types';

const SCOPES: Record<string, 'namespaced' | 'cluster'> = {
  ConfigMap: 'namespaced',
  CronJob: 'namespaced',
  Job: 'namespaced',
  Deployment: 'namespaced',
  HorizontalPodAutoscaler: 'namespaced',
  Secret: 'namespaced',
  Service: 'namespaced',
  StatefulSet: 'namespaced',
  Namespace: 'cluster',
  PriorityClass: 'cluster',
};

const labels = {
  'backstage.io/kubernetes-id': 'shop',
  'stagings.backstage.io/staging': 'shop-1',
  'stagings.backstage.io/installation': 'portal',
};
const allLabels = {
  ...labels,
  'app.kubernetes.io/managed-by': 'backstage-stagings',
};

const options: NormaliseOptions = {
  namespace: 'stg-shop-1',
  labels,
  annotations: { 'stagings.backstage.io/branch': 'feature/x' },
  scopeOf: (_, kind) => SCOPES[kind] ?? 'unknown',
  servedKinds: [
    'v1/Pod',
    'autoscaling/v1/HorizontalPodAutoscaler',
    'autoscaling/v2beta2/HorizontalPodAutoscaler',
    'autoscaling/v2/HorizontalPodAutoscaler',
    'networking.k8s.io/v1/Ingress',
    'policy/v1/PodDisruptionBudget',
  ],
};

function render(...manifests: string[]) {
  return normalise(
    parseManifests(manifests.join('\n---\n'), 'web.yaml'),
    options,
  );
}

function only(manifest: string): KubeObject {
  return render(manifest).objects[0]!.object;
}

function problemsOf(...manifests: string[]): string[] {
  try {
    render(...manifests);
  } catch (error) {
    if (error instanceof TerminalError) {
      return error.problems.map(({ message }) => message);
    }
  }
  return [];
}

const CONFIG = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web}';

function deployment(container = 'image: shop:1', spec = '') {
  return [
    'apiVersion: apps/v1',
    'kind: Deployment',
    'metadata: {name: web}',
    'spec:',
    '  replicas: 3',
    '  selector: {matchLabels: {app: web}}',
    spec,
    '  template:',
    '    metadata: {labels: {app: web}}',
    `    spec: {containers: [{name: app, ${container}}]}`,
  ].join('\n');
}

describe('an object', () => {
  it('goes into the namespace, labelled and annotated', () => {
    expect(only(CONFIG)).toEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        name: 'web',
        namespace: 'stg-shop-1',
        labels: allLabels,
        annotations: options.annotations,
      },
    });
  });

  it('keeps the manager that a chart names', () => {
    const { metadata } = only(
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web, labels: {app.kubernetes.io/managed-by: Helm}}',
    );
    expect(metadata.labels?.['app.kubernetes.io/managed-by']).toBe('Helm');
  });

  it('loses status, nulls and what the server sets', () => {
    const object = only(
      [
        'apiVersion: v1',
        'kind: ConfigMap',
        'metadata: {name: web, uid: u, resourceVersion: "1", generation: 2, creationTimestamp: null, managedFields: []}',
        'data: {a: null, b: "1"}',
        'immutable: null',
        'status: {}',
      ].join('\n'),
    );
    expect(object.data).toEqual({ b: '1' });
    expect(Object.keys(object)).toEqual([
      'apiVersion',
      'kind',
      'metadata',
      'data',
    ]);
    expect(Object.keys(object.metadata).sort()).toEqual([
      'annotations',
      'labels',
      'name',
      'namespace',
    ]);
  });
});

describe('a workload', () => {
  it('labels its pods, not its selector', () => {
    expect(only(deployment()).spec).toMatchObject({
      selector: { matchLabels: { app: 'web' } },
      template: { metadata: { labels: { app: 'web', ...allLabels } } },
    });
    const { spec } = only(deployment());
    expect(spec?.selector).toEqual({ matchLabels: { app: 'web' } });
    expect(spec?.template).not.toHaveProperty('metadata.annotations');
  });

  it('labels the jobs of a CronJob and their pods', () => {
    const object = only(
      'apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: web}\nspec: {jobTemplate: {spec: {template: {spec: {containers: []}}}}}',
    );
    expect(object.spec?.jobTemplate).toEqual({
      metadata: { labels: allLabels },
      spec: {
        template: { metadata: { labels: allLabels }, spec: { containers: [] } },
      },
    });
  });

  it('labels the volume claims of a StatefulSet', () => {
    const object = only(
      'apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: web}\nspec: {template: {spec: {}}, volumeClaimTemplates: [{metadata: {name: data}}]}',
    );
    expect(object.spec?.volumeClaimTemplates).toEqual([
      { metadata: { name: 'data', labels: allLabels } },
    ]);
  });

  it('states the protocol of its ports', () => {
    const { spec } = only(
      deployment(
        'ports: [{containerPort: 80}, {containerPort: 53, protocol: UDP}]',
      ),
    );
    expect(spec).toMatchObject({
      template: {
        spec: {
          containers: [
            {
              ports: [
                { containerPort: 80, protocol: 'TCP' },
                { containerPort: 53, protocol: 'UDP' },
              ],
            },
          ],
        },
      },
    });
  });

  it('leaves its replicas to an autoscaler', () => {
    const autoscaler =
      'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: web}\nspec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}}';
    const [scaled] = render(deployment(), autoscaler).objects;
    expect(scaled?.object.spec).not.toHaveProperty('replicas');
    expect(only(deployment()).spec?.replicas).toBe(3);
  });
});

it('folds the texts of a Secret into its data', () => {
  const object = only(
    'apiVersion: v1\nkind: Secret\nmetadata: {name: web}\nstringData: {a: hello}\ndata: {a: eA==, b: eQ==}',
  );
  expect(object.data).toEqual({ a: 'aGVsbG8=', b: 'eQ==' });
  expect(object).not.toHaveProperty('stringData');
});

it('leaves out the Namespace that the staging makes itself, and says so', () => {
  const { objects, notices } = render(
    'apiVersion: v1\nkind: Namespace\nmetadata: {name: stg-shop-1}',
    CONFIG,
  );
  expect(objects.map(({ object }) => object.kind)).toEqual(['ConfigMap']);
  expect(notices).toEqual([
    'Namespace stg-shop-1 in web.yaml was left out: the staging makes its namespace itself',
  ]);
});

it('takes cluster-scoped kinds that the platform allows', () => {
  const given = parseManifests(
    'apiVersion: scheduling.k8s.io/v1\nkind: PriorityClass\nmetadata: {name: shop-1, namespace: x}',
    'web.yaml',
  );
  const { objects } = normalise(given, {
    ...options,
    allowedClusterKinds: ['scheduling.k8s.io/PriorityClass'],
  });
  expect(objects[0]?.object.metadata).not.toHaveProperty('namespace');
});

describe('is refused', () => {
  it.each([
    [
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web, namespace: other}',
      'ConfigMap web in web.yaml is in namespace other, but a staging may only have objects in its own namespace stg-shop-1',
    ],
    [
      'apiVersion: v1\nkind: Namespace\nmetadata: {name: other}',
      'Namespace other in web.yaml belongs to the whole cluster, but a staging may only have objects in its own namespace stg-shop-1',
    ],
    [
      'apiVersion: example.com/v1\nkind: Database\nmetadata: {name: web}',
      'Database web in web.yaml is of a kind that the cluster does not have: example.com/v1 Database',
    ],
    [
      deployment('env: [{name: A, value: "1"}, {name: A, value: "2"}]'),
      'Container app of Deployment web in web.yaml sets the variable A twice',
    ],
    [
      deployment(
        'ports: [{containerPort: 80}, {containerPort: 80, protocol: TCP}]',
      ),
      'Container app of Deployment web in web.yaml has the port 80/TCP twice',
    ],
    [
      deployment('env: [{name: PORT, value: 8080}]'),
      'Container app of Deployment web in web.yaml has a number as the value of PORT, where only text may be',
    ],
    [
      'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {ports: [{port: 80, name: a}, {port: 80, name: b}]}',
      'Service web in web.yaml has the port 80/TCP twice',
    ],
    [
      `${CONFIG}\ndata: {debug: on}`,
      'ConfigMap web in web.yaml has a boolean at data.debug, where only text may be',
    ],
    [
      `${CONFIG}\n---\n${CONFIG}`,
      'ConfigMap web is there twice: in web.yaml and in web.yaml',
    ],
    ['# nothing', 'The template made no objects at all'],
    [
      Array.from({ length: 501 }, (_, n) =>
        CONFIG.replace('web', `c${n}`),
      ).join('\n---\n'),
      'The template made 501 objects, but a staging may have at most 500',
    ],
    [
      `${CONFIG}\ndata: {a: ${'x'.repeat(1024 * 1024)}}`,
      'ConfigMap web in web.yaml has 1025 KiB, but an object may have at most 1024 KiB',
    ],
    [
      `${CONFIG}\ndata: {a: ${'x'.repeat(8 * 1024 * 1024)}}`,
      'The template made 8193 KiB of objects, but a staging may have at most 8192 KiB',
    ],
  ])('%#', (manifest, message) => {
    expect(problemsOf(manifest)).toEqual([message]);
  });

  it.each([
    'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web, namespace: other}',
    'apiVersion: v1\nkind: Namespace\nmetadata: {name: other}',
  ])('with the option that would take it: %j', manifest => {
    expect(() => render(manifest)).toThrow(
      expect.objectContaining({
        explanation: expect.objectContaining({
          hint: {
            text: expect.stringContaining('rewriteNamespace: true'),
            audience: 'platform',
          },
        }),
      }),
    );
  });

  it('for everything at once, with the first problem and a count', () => {
    const bad = `${CONFIG}\ndata: {debug: on, port: 80, name: x, quiet: off}`;
    expect(problemsOf(bad)).toHaveLength(3);
    expect(() => render(bad)).toThrow(
      'ConfigMap web in web.yaml has a boolean at data.debug, where only text may be (and 2 more problems)',
    );
  });
});

describe('two objects of one name', () => {
  const together = (one: string, other: string) => {
    const [first, second] = [one, other].map(
      hook =>
        `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  annotations: { helm.sh/hook: "${hook}" }`,
    );
    return () => render(first ?? '', second ?? '').objects;
  };

  it('may be hooks for different events', () => {
    expect(together('pre-install', 'pre-upgrade')()).toHaveLength(2);
  });

  it.each([
    ['hooks with an event in common', 'pre-install', 'pre-install,x'],
    ['a hook and an object that stays', 'pre-install', ''],
    ['objects that stay', '', ''],
  ])('may not be %s', (_, one, other) => {
    expect(together(one, other)).toThrow('ConfigMap a is there twice');
  });
});

describe('a kind that the cluster does not have', () => {
  it.each([
    [
      'a version that newer clusters dropped',
      'autoscaling/v2beta1',
      'HorizontalPodAutoscaler',
      'The cluster has HorizontalPodAutoscaler as autoscaling/v2: correct the apiVersion in the template, or take a newer release of the chart.',
    ],
    [
      'a group that it moved out of',
      'extensions/v1beta1',
      'Ingress',
      'The cluster has Ingress as networking.k8s.io/v1: correct the apiVersion in the template, or take a newer release of the chart.',
    ],
    [
      'a kind that is gone from a group that is there',
      'policy/v1beta1',
      'PodSecurityPolicy',
      "The cluster has no PodSecurityPolicy in the group policy: leave the object out of the template, or switch it off in the chart's values.",
    ],
    [
      'a kind that never was',
      'v1',
      'Deployment',
      "The cluster has no Deployment in the core group: leave the object out of the template, or switch it off in the chart's values.",
    ],
    [
      'a kind with the name of one of Kubernetes',
      'serving.example.com/v1',
      'Pod',
      "Install what brings Pod into the cluster, leave the object out of the template, or switch it off in the chart's values.",
    ],
    [
      'an operator that is not installed',
      'monitoring.example.com/v1',
      'Monitor',
      "Install what brings Monitor into the cluster, leave the object out of the template, or switch it off in the chart's values.",
    ],
    [
      'an operator whose group ends as those of Kubernetes do',
      'gateway.networking.k8s.io/v1',
      'HTTPRoute',
      "Install what brings HTTPRoute into the cluster, leave the object out of the template, or switch it off in the chart's values.",
    ],
  ])('says what to do about %s', (_, apiVersion, kind, hint) => {
    const manifests = parseManifests(
      `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: web}`,
      'web.yaml',
    );
    const refused = () =>
      normalise(manifests, { ...options, scopeOf: () => 'unknown' });
    expect(refused).toThrow(
      expect.objectContaining({
        explanation: expect.objectContaining({
          message: `${kind} web in web.yaml is of a kind that the cluster does not have: ${apiVersion} ${kind}`,
          hint: { text: hint, audience: 'platform' },
        }),
      }),
    );
  });
});

it.each([
  ['apps/v1', 'StatefulSet', 52],
  ['batch/v1', 'CronJob', 52],
  ['batch/v1', 'Job', 63],
  ['v1', 'Service', 63],
])('refuses a name that leaves %s %s no pods', (apiVersion, kind, longest) => {
  const named = (length: number) =>
    `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: ${'a'.repeat(
      length,
    )}}`;
  expect(problemsOf(named(longest))).toEqual([]);
  expect(problemsOf(named(longest + 1))).toEqual([
    `The name of ${kind} ${'a'.repeat(longest + 1)} in web.yaml has ${
      longest + 1
    } characters, but may have at most ${longest}`,
  ]);
});

it('takes an empty namespace for none, as the API server does', () => {
  const manifest =
    'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web, namespace: ""}';
  expect(only(manifest).metadata.namespace).toBe('stg-shop-1');
});
