import { JsonObject, JsonValue } from '@backstage/types';
import { mergeOverrides } from './mergeOverrides';
import { mergePatch } from './mergePatch';

describe('mergeOverrides', () => {
  it.each<[string, JsonObject, JsonObject, JsonObject]>([
    [
      'maps merge',
      { a: { b: 1, c: 2 } },
      { a: { c: 3 } },
      { a: { b: 1, c: 3 } },
    ],
    ['lists replace', { a: [1, 2] }, { a: [3] }, { a: [3] }],
    ['null removes', { a: 1, b: 2 }, { a: null }, { b: 2 }],
    [
      'null removes inside',
      { a: { b: 1, c: 2 } },
      { a: { b: null } },
      { a: { c: 2 } },
    ],
    [
      'a map replaces what is none',
      { a: 1 },
      { a: { b: null, c: 1 } },
      { a: { c: 1 } },
    ],
    [
      'false and empty are values',
      { a: 1, b: 1 },
      { a: false, b: '' },
      { a: false, b: '' },
    ],
  ])('%s', (_, base, overrides, merged) => {
    expect(mergeOverrides(base, overrides)).toEqual(merged);
  });

  it('takes __proto__ as any key', () => {
    const merged = mergeOverrides({}, JSON.parse('{"__proto__":{"x":1}}'));
    expect(JSON.stringify(merged)).toBe('{"__proto__":{"x":1}}');
    expect({}).not.toHaveProperty('x');
  });
});

describe('mergePatch', () => {
  // The test cases of RFC 7396, appendix A.
  it.each<[JsonValue, JsonValue, JsonValue]>([
    [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
    [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
    [{ a: 'b' }, { a: null }, {}],
    [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
    [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
    [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
    [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
    [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
    [
      ['a', 'b'],
      ['c', 'd'],
      ['c', 'd'],
    ],
    [{ a: 'b' }, ['c'], ['c']],
    [{ a: 'foo' }, null, null],
    [{ a: 'foo' }, 'bar', 'bar'],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [[1, 2], { a: 'b', c: null }, { a: 'b' }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ])('%j patched by %j', (target, patch, result) => {
    expect(mergePatch(target, patch)).toEqual(result);
  });
});
