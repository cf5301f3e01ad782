import { flattenValues } from './flattenValues';

describe('flattenValues', () => {
  it('names each value by its path, and lists and removals as one value', () => {
    expect(
      flattenValues({
        web: { replicas: 2, env: { DEBUG: null }, empty: {} },
        hosts: ['a', 'b'],
        title: 'Shop',
      }),
    ).toEqual([
      { path: 'web.replicas', value: '2' },
      { path: 'web.env.DEBUG', value: undefined },
      { path: 'web.empty', value: '{}' },
      { path: 'hosts', value: '["a","b"]' },
      { path: 'title', value: 'Shop' },
    ]);
  });
});
