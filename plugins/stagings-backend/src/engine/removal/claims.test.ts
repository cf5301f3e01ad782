import { KubeObject } from '../../model/kubeObject';
import { isClaimOf } from './claims';

const set: KubeObject = {
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name: 'db', namespace: 'shared' },
  spec: {
    selector: { matchLabels: { app: 'db' } },
    volumeClaimTemplates: [{ metadata: { name: 'data' } }],
  },
};

function claim(metadata: Partial<KubeObject['metadata']>): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: {
      name: 'data-db-0',
      namespace: 'shared',
      labels: { app: 'db' },
      ...metadata,
    },
  };
}

describe('isClaimOf', () => {
  it.each<[string, Partial<KubeObject['metadata']>, boolean]>([
    ['the first', {}, true],
    ['one of a replica that was scaled away', { name: 'data-db-12' }, true],
    ['one with other labels besides', { labels: { app: 'db', a: 'b' } }, true],
    ['another template', { name: 'logs-db-0' }, false],
    ['a set whose name begins alike', { name: 'data-db-2-0' }, false],
    ['no ordinal', { name: 'data-db-backup' }, false],
    ['another namespace', { namespace: 'other' }, false],
    ['labels of another set', { labels: { app: 'cache' } }, false],
    ['no labels', { labels: undefined }, false],
    [
      'a label of another staging',
      { labels: { app: 'db', 'stagings.backstage.io/staging': 'other' } },
      false,
    ],
  ])('%s', (_, metadata, expected) => {
    expect(isClaimOf(claim(metadata), set)).toBe(expected);
  });

  it('takes nothing for a set that selects by expressions alone', () => {
    const selector = { matchExpressions: [] };
    expect(
      isClaimOf(claim({}), { ...set, spec: { ...set.spec, selector } }),
    ).toBe(false);
  });
});
