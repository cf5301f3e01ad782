import { normalise } from './normalise';
import { parseManifests } from './parseManifests';
import { NormaliseOptions } from './types';

const DEFINITION = 'apiextensions.k8s.io/CustomResourceDefinition';

const options: NormaliseOptions = {
  namespace: 'stg-shop-1',
  labels: {
    'stagings.backstage.io/staging': 'shop-1',
    'stagings.backstage.io/installation': 'portal',
  },
  annotations: { 'stagings.backstage.io/branch': 'feature/x' },
  servedKinds: [],
  scopeOf: (_, kind) =>
    kind === 'CustomResourceDefinition' ? 'cluster' : 'unknown',
  allowedClusterKinds: [DEFINITION],
};

function render(scope: string, served = 'true', allowed = [DEFINITION]) {
  const manifests = `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: widgets.example.com }
spec:
  group: example.com
  scope: ${scope}
  names: { kind: Widget, plural: widgets }
  versions: [{ name: v1, served: ${served}, storage: true }]
---
apiVersion: example.com/v1
kind: Widget
metadata: { name: shop-1-widget }
`;
  const { objects } = normalise(parseManifests(manifests, 'web.yaml'), {
    ...options,
    allowedClusterKinds: allowed,
  });
  return objects.map(({ object }) => object);
}

describe('a kind that the render defines itself', () => {
  it('has the scope that its definition gives it', () => {
    expect(render('Namespaced')[1]?.metadata.namespace).toBe('stg-shop-1');
    expect(() => render('Cluster')).toThrow(
      'Widget shop-1-widget in web.yaml belongs to the whole cluster',
    );
  });

  it('may be cluster-scoped where the platform allows it', () => {
    const [, widget] = render('Cluster', 'true', [
      DEFINITION,
      'example.com/Widget',
    ]);
    expect(widget?.metadata.namespace).toBeUndefined();
  });

  it('is unknown at a version that is not served', () => {
    expect(() => render('Namespaced', 'false')).toThrow(
      'is of a kind that the cluster does not have: example.com/v1 Widget',
    );
  });

  it('comes from a definition that bears the mark of the portal alone, since stagings share it', () => {
    const [definition] = render('Namespaced');
    expect(definition?.metadata.labels).toEqual({
      'app.kubernetes.io/managed-by': 'backstage-stagings',
      'stagings.backstage.io/installation': 'portal',
    });
    expect(definition?.metadata.annotations).toBeUndefined();
  });
});

describe('a definition that the template may not bring', () => {
  const manifests = parseManifests(
    `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: widgets.example.com }
spec:
  group: example.com
  scope: Namespaced
  names: { kind: Widget, plural: widgets }
  versions: [{ name: v1, served: true, storage: true }]
---
apiVersion: example.com/v1
kind: Widget
metadata: { name: shop-1-widget }
`,
    'crds/widget.yaml',
  );

  it('is left out where the cluster has the kind, as helm does', () => {
    const { objects, notices } = normalise(manifests, {
      ...options,
      allowedClusterKinds: [],
      servedKinds: ['example.com/v1', 'example.com/v1/Widget'],
    });
    expect(objects.map(({ object }) => object.kind)).toEqual(['Widget']);
    expect(notices).toEqual([
      'CustomResourceDefinition widgets.example.com in crds/widget.yaml was left out: the cluster has Widget already',
    ]);
  });

  it.each([[[]], [['example.com/v1beta1/Widget']], [['other.com/v1/Widget']]])(
    'is refused where the cluster serves only %s',
    servedKinds => {
      expect(() =>
        normalise(manifests, {
          ...options,
          allowedClusterKinds: [],
          servedKinds,
        }),
      ).toThrow(
        'CustomResourceDefinition widgets.example.com in crds/widget.yaml belongs to the whole cluster',
      );
    },
  );
});
