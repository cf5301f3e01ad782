import { keepIdentity } from './keepIdentity';

describe('keepIdentity', () => {
  it('gives back the old object when nothing changed', () => {
    const old = { items: [{ id: 'a', status: { phase: 'running' } }] };
    expect(keepIdentity(old, structuredClone(old))).toBe(old);
  });

  it('replaces only what changed', () => {
    const old = {
      items: [
        { id: 'a', n: [1] },
        { id: 'b', n: [2] },
      ],
    };
    const next = {
      items: [
        { id: 'a', n: [1] },
        { id: 'b', n: [3] },
      ],
    };
    const kept = keepIdentity(old, next);
    expect(kept).toEqual(next);
    expect(kept.items[0]).toBe(old.items[0]);
    expect(kept.items[1]).not.toBe(old.items[1]);
  });

  it('knows items by their id when their order changes', () => {
    const old = [{ id: 'a' }, { id: 'b' }];
    const kept = keepIdentity(old, [{ id: 'new' }, { id: 'a' }, { id: 'b' }]);
    expect(kept).toHaveLength(3);
    expect(kept[1]).toBe(old[0]);
    expect(kept[2]).toBe(old[1]);
  });

  it.each([
    [{ a: 1, b: 2 }, { a: 1 }],
    [{ a: 1 }, { a: 1, b: undefined }],
    [[1, 2], [1]],
    [{ a: [] }, { a: {} }],
    [null, { a: 1 }],
    [{ a: 1 }, null],
  ])('takes the new value: %j becomes %j', (old, next) => {
    expect(keepIdentity(old, next)).toStrictEqual(next);
  });
});
