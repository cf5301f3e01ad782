import { parseAllDocuments } from 'yaml';
import { KubeObject } from '../../model/kubeObject';
import { environmentKeys } from './environmentKeys';

function workload(name: string, container: string): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec: { template: { spec: { containers: [{ name: main, ${container} }] } } }`;
}

function keysOf(...documents: string[]) {
  const objects = parseAllDocuments(documents.join('\n---\n')).map(
    document => document.toJS() as KubeObject,
  );
  return Object.fromEntries(
    environmentKeys(objects).map(({ key, path: _path, ...rest }) => [
      key,
      rest,
    ]),
  );
}

const text = { type: 'string', setBy: 'template' };

it('knows the variables of the only workload by name', () => {
  expect(keysOf(workload('web', 'env: [{ name: MODE, value: fast }]'))).toEqual(
    { MODE: { ...text, default: 'fast' } },
  );
});

it('knows those that all workloads have, and all of each', () => {
  expect(
    keysOf(
      workload(
        'web',
        'env: [{ name: MODE, value: a }, { name: PORT, value: "1" }]',
      ),
      workload('worker', 'env: [{ name: MODE, value: b }]'),
    ),
  ).toEqual({
    MODE: text,
    'web.MODE': { ...text, default: 'a' },
    'web.PORT': { ...text, default: '1' },
    'worker.MODE': { ...text, default: 'b' },
  });
});

it.each([
  [
    'an expression',
    'env: [{ name: A, value: "${{ staging.host }}" }]',
    { expression: '${{ staging.host }}' },
  ],
  [
    'a key of a Secret',
    'env: [{ name: A, valueFrom: { secretKeyRef: { name: db, key: password } } }]',
    { description: 'From the key password of the Secret db' },
  ],
  [
    'all of a ConfigMap',
    'envFrom: [{ configMapRef: { name: settings } }]',
    { default: 'map', description: 'From the ConfigMap settings' },
  ],
  [
    'all of a Secret, without its values',
    'envFrom: [{ secretRef: { name: hidden } }]',
    { description: 'From the Secret hidden' },
  ],
  [
    'a variable that wins over one of a ConfigMap',
    'env: [{ name: A, value: own }], envFrom: [{ configMapRef: { name: settings } }]',
    { default: 'own' },
  ],
])('says where the value comes from: %s', (_, container, expected) => {
  const sources = [
    'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings }\ndata: { A: map }',
    'apiVersion: v1\nkind: Secret\nmetadata: { name: hidden }\nstringData: { A: hunter22 }',
  ];
  expect(keysOf(workload('web', container), ...sources)).toEqual({
    A: { ...text, ...expected },
  });
});
