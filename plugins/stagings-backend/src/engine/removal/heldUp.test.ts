import { KubeObject } from '../../model/kubeObject';
import { since } from './age';
import { explainLeft } from './heldUp';

const NOW = Date.parse('2026-01-01T12:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

function object(
  name: string,
  metadata: Partial<KubeObject['metadata']> = {},
): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, ...metadata },
  };
}

const ago = (ms: number) => new Date(NOW - ms).toISOString();
const held = (name: string, ms: number, ...finalizers: string[]) =>
  object(name, { deletionTimestamp: ago(ms), finalizers });

describe('since', () => {
  it.each([
    [0, ''],
    [MINUTE - 1, ''],
    [MINUTE, ' since 1 min'],
    [HOUR - 1, ' since 59 min'],
    [2 * HOUR, ' since 2 h'],
    [50 * HOUR, ' since 2 days'],
  ])('%i ms', (ms, words) => {
    expect(since(ms)).toBe(words);
  });
});

describe('explainLeft', () => {
  it.each<[string, KubeObject[], string]>([
    [
      'what is on its way',
      [object('a'), object('b')],
      'Removing ConfigMap a, ConfigMap b',
    ],
    [
      'a few of many',
      ['a', 'b', 'c', 'd', 'e'].map(name => object(name)),
      'Removing ConfigMap a, ConfigMap b, ConfigMap c and 2 more',
    ],
    [
      'the one with a finalizer',
      [object('a'), held('data', 3 * MINUTE, 'example.com/x')],
      'ConfigMap data waits for its finalizer example.com/x since 3 min',
    ],
    [
      'all of its finalizers',
      [held('data', 0, 'example.com/x', 'example.com/y')],
      'ConfigMap data waits for its finalizers example.com/x, example.com/y',
    ],
    [
      'the oldest of several',
      [
        held('young', MINUTE, 'example.com/x'),
        held('old', HOUR, 'example.com/x'),
      ],
      'ConfigMap old waits for its finalizer example.com/x since 1 h',
    ],
    [
      'not first what passes by itself',
      [
        held('claim', HOUR, 'kubernetes.io/pvc-protection'),
        held('data', MINUTE, 'example.com/x'),
      ],
      'ConfigMap data waits for its finalizer example.com/x since 1 min',
    ],
    [
      'what passes by itself as on its way',
      [object('a'), held('claim', 59_000, 'kubernetes.io/pvc-protection')],
      'Removing ConfigMap a, ConfigMap claim',
    ],
    [
      'what should have passed by now',
      [object('a'), held('claim', 2 * MINUTE, 'kubernetes.io/pvc-protection')],
      'ConfigMap claim waits for its finalizer kubernetes.io/pvc-protection since 2 min',
    ],
  ])('names %s', (_, left, message) => {
    expect(explainLeft(left, NOW)).toMatchObject({ message });
  });

  it.each<[string, number, string, string]>([
    [
      'example.com/x',
      0,
      'platform',
      'the controller that example.com/x belongs to',
    ],
    [
      'kubernetes.io/pvc-protection',
      2 * MINUTE,
      'engineer',
      'no pod uses it any more',
    ],
    [
      'foregroundDeletion',
      2 * MINUTE,
      'engineer',
      'what belongs to it is removed',
    ],
  ])(
    'says what to do about %s after %i ms, and who',
    (finalizer, age, audience, text) => {
      expect(explainLeft([held('data', age, finalizer)], NOW).hint).toEqual({
        audience,
        text: expect.stringContaining(text),
      });
    },
  );
});
