import { JsonObject } from '@backstage/types';
import { mergePatch } from './mergePatch';

describe('mergePatch', () => {
  it.each<[string, JsonObject, JsonObject, JsonObject]>([
    ['nothing changed', { a: 1, b: { c: [1] } }, { a: 1, b: { c: [1] } }, {}],
    ['a value changed', { a: 1 }, { a: 2 }, { a: 2 }],
    ['a value added', {}, { a: { b: 1 } }, { a: { b: 1 } }],
    ['a value removed', { a: 1, b: 2 }, { b: 2 }, { a: null }],
    [
      'deep inside',
      { a: { b: 1, c: 2 } },
      { a: { c: 3 } },
      { a: { b: null, c: 3 } },
    ],
    ['a list is one value', { a: [1, 2] }, { a: [1] }, { a: [1] }],
    ['a mapping becomes a value', { a: { b: 1 } }, { a: 'x' }, { a: 'x' }],
  ])('%s', (_case, from, to, patch) => {
    expect(mergePatch(from, to)).toEqual(patch);
  });
});
