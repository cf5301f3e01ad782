import { TerminalError } from '../../model/errors';
import { KubeObject } from '../../model/kubeObject';
import { normalise } from './normalise';
import { parseManifests } from './parseManifests';
import { NormaliseOptions } from './types';

const SCOPES: Record<string, 'namespaced' | 'cluster'> = {
  ConfigMap: 'namespaced',
  CronJob: 'namespaced',
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
