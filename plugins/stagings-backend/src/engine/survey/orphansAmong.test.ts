import { KubeObject } from '../../model/kubeObject';
import { orphansAmong } from './orphansAmong';

function object(
  kind: string,
  name: string,
  staging: string,
  metadata: Partial<KubeObject['metadata']> = {},
): KubeObject {
  const labels = { 'stagings.backstage.io/staging': staging };
  return {
    apiVersion: 'v1',
    kind,
    metadata: { name, labels, namespace: 'shared', ...metadata },
  };
}

const namesOf = (objects: KubeObject[]) =>
  orphansAmong(objects, new Set(['shop'])).map(
    ({ kind, name }) => `${kind} ${name}`,
  );

describe('orphansAmong', () => {
  it('names what bears the label of a staging that nobody knows, namespaces first', () => {
    expect(
      namesOf([
        object('ConfigMap', 'settings', 'gone'),
        object('ConfigMap', 'settings', 'shop'),
        object('Namespace', 'stg-gone', 'gone', { namespace: undefined }),
      ]),
    ).toEqual(['Namespace stg-gone', 'ConfigMap settings']);
  });

  it('leaves out what goes with its owner or with its namespace', () => {
    const owner = { apiVersion: 'v1', kind: 'A', name: 'a', uid: 'a' };
    expect(
      namesOf([
        object('Pod', 'web-1', 'gone', { ownerReferences: [owner] }),
        object('ConfigMap', 'settings', 'gone', { namespace: 'stg-gone' }),
        object('Namespace', 'stg-gone', 'gone', { namespace: undefined }),
      ]),
    ).toEqual(['Namespace stg-gone']);
  });

  it('says whose it was, and since when it is there', () => {
    const createdAt = '2026-01-01T00:00:00Z';
    expect(
      orphansAmong(
        [object('ConfigMap', 'a', 'gone', { creationTimestamp: createdAt })],
        new Set(),
      ),
    ).toEqual([
      {
        group: '',
        version: 'v1',
        kind: 'ConfigMap',
        name: 'a',
        namespace: 'shared',
        staging: 'gone',
        createdAt,
      },
    ]);
  });
});
