import { KubeObject } from '../../model/kubeObject';
import { objectDiff, objectText } from './objectDiff';

function configMap(
  data: Record<string, string>,
  metadata: Record<string, unknown> = {},
): KubeObject {
  return {
    kind: 'ConfigMap',
    apiVersion: 'v1',
    metadata: { name: 'settings', ...metadata },
    data,
  };
}

function secret(data: Record<string, string>): KubeObject {
  return { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, data };
}

describe('objectDiff', () => {
  it.each([
    ['resourceVersion', { resourceVersion: '1' }, { resourceVersion: '2' }],
    ['uid', { uid: 'a' }, { uid: 'b' }],
    ['generation', { generation: 1 }, { generation: 2 }],
    ['managedFields', { managedFields: [{ manager: 'a' }] }, {}],
    ['creationTimestamp', { creationTimestamp: '2026-01-01T00:00:00Z' }, {}],
    [
      'what kubectl applied last',
      {
        annotations: {
          'kubectl.kubernetes.io/last-applied-configuration': '{}',
        },
      },
      {},
    ],
  ])('takes no notice of %s', (_, before, after) => {
    expect(
      objectDiff(configMap({ a: '1' }, before), configMap({ a: '1' }, after)),
    ).toEqual({ changed: false });
  });

  it('takes no notice of the status, nor of the order of fields', () => {
    const before = {
      ...configMap({ a: '1', b: '2' }),
      status: { ready: true },
    };
    expect(objectDiff(before, configMap({ b: '2', a: '1' }))).toEqual({
      changed: false,
    });
  });

  it('shows what changes with the lines around it', () => {
    expect(objectDiff(configMap({ a: '1' }), configMap({ a: '2' }))).toEqual({
      changed: true,
      diff: [
        '@@ -3,4 +3,4 @@',
        ' metadata:',
        '   name: settings',
        ' data:',
        '-  a: "1"',
        '+  a: "2"',
        '',
      ].join('\n'),
    });
  });

  it('masks values of a Secret, and shows which of them change', () => {
    const { diff } = objectDiff(
      secret({ same: 'c2FtZQ==', other: 'b2xk', gone: 'Z29uZQ==' }),
      secret({ same: 'c2FtZQ==', other: 'bmV3', added: 'YWRkZWQ=' }),
    ) as { diff: string };
    expect(diff.split('\n').filter(line => /^[+-] /.test(line))).toEqual([
      '-  gone: ••••',
      '-  other: ••••',
      '+  added: ••••',
      '+  other: •••• (changed)',
    ]);
    expect(diff).toContain('   same: ••••');
    expect(diff).not.toMatch(/c2FtZQ|b2xk|bmV3|Z29uZQ|YWRkZWQ/);
  });

  it('gives no diff of texts that have nothing in common', () => {
    const lines = (word: string) =>
      Array.from({ length: 6_000 }, (_, n) => `${word}${n}`).join('\n');
    expect(
      objectDiff(configMap({ f: lines('a') }), configMap({ f: lines('b') })),
    ).toEqual({ changed: true });
  });
});

describe('objectText', () => {
  it('puts what names the object first', () => {
    expect(objectText(configMap({ b: '1', a: '2' }))).toBe(
      'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata:\n  a: "2"\n  b: "1"\n',
    );
  });

  it('masks a Secret that is written in clear', () => {
    const text = objectText({
      ...secret({}),
      stringData: { password: 'hunter22' },
    });
    expect(text).toContain('password: ••••');
    expect(text).not.toContain('hunter22');
  });
});
