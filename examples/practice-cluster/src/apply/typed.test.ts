import { Json } from '../model/json';
import { objectType } from '../schema/schema';
import { merge } from './typed';

const type = objectType('v1', 'Service') ?? 'any';
const service = (...ports: number[]): Json => ({
  spec: { ports: ports.map(port => ({ port })) },
});

describe('merge', () => {
  it.each([
    ['new entries follow those there are', [1, 2], [3], [1, 2, 3]],
    [
      'shared entries take the order of the configuration',
      [1, 2, 3],
      [3, 1],
      [2, 3, 1],
    ],
    [
      'foreign entries keep their place before shared ones',
      [9, 1, 2],
      [1, 2],
      [9, 1, 2],
    ],
    ['foreign entries at the end stay there', [1, 2, 9], [1, 2], [1, 2, 9]],
  ])('%s', (_what, live, config, result) => {
    expect(merge(type, service(...live), service(...config))).toEqual(
      service(...result),
    );
  });

  it('replaces atomic values as a whole', () => {
    const live = { spec: { selector: { app: 'a', tier: 'b' } } };
    const config = { spec: { selector: { app: 'c' } } };
    expect(merge(type, live, config)).toEqual(config);
  });
});
