import fc from 'fast-check';
import { TerminalError } from '../../model/errors';
import { KubeObject } from '../../model/kubeObject';
import { RenderedObject } from '../../model/rendering';
import { normalise } from './normalise';
import { NormalisedRender, NormaliseOptions } from './types';

const RUNS = { seed: 20261126, numRuns: 400 };

const NAMESPACE = 'stg-shop-1';
const KINDS: Record<string, string> = {
  ConfigMap: 'v1',
  CronJob: 'batch/v1',
  Deployment: 'apps/v1',
  HorizontalPodAutoscaler: 'autoscaling/v2',
  List: 'v1',
  Namespace: 'v1',
  Secret: 'v1',
  Service: 'v1',
};
const labels = { 'stagings.backstage.io/staging': 'shop-1' };
const options: NormaliseOptions = {
  namespace: NAMESPACE,
  labels,
  annotations: { 'stagings.backstage.io/branch': 'main' },
  scopeOf: (_, kind) => (kind === 'Namespace' ? 'cluster' : 'namespaced'),
  servedKinds: Object.entries(KINDS).map(([kind, version]) =>
    [version, kind].join('/'),
  ),
};

/** Keys at which normalising looks, with anything below them. */
const spec: fc.Arbitrary<unknown> = fc.letrec(tie => ({
  any: fc.oneof({ maxDepth: 5 }, fc.jsonValue({ maxDepth: 2 }), tie('object')),
  object: fc.dictionary(
    fc.constantFrom(
      'containers',
      'env',
      'metadata',
      'name',
      'namespace',
      'ports',
      'replicas',
      'scaleTargetRef',
      'spec',
      'template',
      'value',
      '__proto__',
    ),
    fc.oneof(tie('any'), fc.array(tie('any'), { maxLength: 3 })),
    { maxKeys: 4 },
  ),
})).any;

/** Objects as a template may make them, which nobody has looked at yet. */
const rendered: fc.Arbitrary<RenderedObject[]> = fc.array(
  fc
    .record({
      kind: fc.constantFrom(...Object.keys(KINDS)),
      name: fc.constantFrom('web', 'db', 'a.b', 'x'.repeat(70)),
      namespace: fc.option(fc.constantFrom(NAMESPACE, 'other'), {
        nil: undefined,
      }),
      labels: fc.option(fc.dictionary(fc.string(), fc.string()), {
        nil: undefined,
      }),
      spec,
      data: fc.option(fc.dictionary(fc.string(), fc.string()), {
        nil: undefined,
      }),
    })
    .map(({ kind, name, namespace, labels: own, spec: content, data }) => ({
      source: 'web.yaml',
      object: {
        apiVersion: KINDS[kind],
        kind,
        metadata: { name, namespace, labels: own },
        spec: content,
        data,
      } as KubeObject,
    })),
  { minLength: 1, maxLength: 4 },
);

/** What comes of a render; undefined where it is refused. */
function attempt(
  objects: RenderedObject[],
  rewriteNamespace: boolean,
): NormalisedRender | undefined {
  try {
    return normalise(objects, { ...options, rewriteNamespace });
  } catch (error) {
    if (error instanceof TerminalError) return undefined;
    throw error;
  }
}

it('refuses a render in words, or gives objects of the staging alone', () => {
  let accepted = 0;
  fc.assert(
    fc.property(rendered, fc.boolean(), (objects, rewrite) => {
      const given = JSON.stringify(objects);
      const { objects: made } = attempt(objects, rewrite) ?? { objects: [] };
      accepted += made.length;
      expect(JSON.stringify(objects)).toBe(given);
      for (const { object } of made) {
        expect(object.metadata.namespace).toBe(NAMESPACE);
        expect(object.metadata.labels).toMatchObject(labels);
      }
    }),
    RUNS,
  );
  expect(accepted).toBeGreaterThan(0);
});

it('changes nothing about what is normal already', () => {
  fc.assert(
    fc.property(rendered, objects => {
      const once = attempt(objects, true);
      fc.pre(once !== undefined);
      expect(normalise(once.objects, options).objects).toEqual(once.objects);
    }),
    RUNS,
  );
});
