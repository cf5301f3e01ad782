import { JsonObject } from '@backstage/types';
import { fromLeaves, leadsTo, leavesOf } from './leaves';

describe('leavesOf', () => {
  it('names each value by its path', () => {
    expect(leavesOf({ web: { replicas: 2, env: null }, tags: ['a'] })).toEqual([
      { path: ['web', 'replicas'], value: 2 },
      { path: ['web', 'env'], value: null },
      { path: ['tags'], value: ['a'] },
    ]);
  });

  it.each<[string, JsonObject]>([
    ['nothing', {}],
    ['an empty mapping', { resources: {} }],
    ['keys with dots', { 'a.b': { 'c.d/e': 1 } }],
    [
      'a key that objects have of themselves',
      JSON.parse('{"__proto__":{"a":1}}'),
    ],
  ])('is undone by fromLeaves: %s', (_case, values) => {
    expect(JSON.stringify(fromLeaves(leavesOf(values)))).toBe(
      JSON.stringify(values),
    );
  });
});

describe('fromLeaves', () => {
  it('lets the outer of two values hold', () => {
    expect(
      fromLeaves([
        { path: ['web', 'replicas'], value: 2 },
        { path: ['web'], value: null },
      ]),
    ).toEqual({ web: null });
  });
});

describe('leadsTo', () => {
  it.each([
    [['web'], ['web'], true],
    [['web'], ['web', 'replicas'], true],
    [['web', 'replicas'], ['web'], false],
    [['web'], ['website'], false],
  ])('%j, %j: %s', (outer, inner, expected) => {
    expect(leadsTo(outer, inner)).toBe(expected);
  });
});
