import { OverrideKey } from 'backstage-plugin-stagings-common';
import { fallbackOf, keyFor } from './provenance';

const key = (differences: Partial<OverrideKey>): OverrideKey => ({
  key: 'replicas',
  path: ['replicas'],
  setBy: 'chart',
  ...differences,
});

describe('fallbackOf', () => {
  it.each([
    [key({ default: 1 }), { text: '1', setBy: 'chart' }],
    [key({ default: '' }), { text: '""', setBy: 'chart' }],
    [key({ default: null }), { text: 'null', setBy: 'chart' }],
    [
      key({ expression: '${{ parameters.version }}', setBy: 'template' }),
      { text: '${{ parameters.version }}', setBy: 'template' },
    ],
    [key({}), undefined],
  ])('%#', (given, expected) => {
    expect(fallbackOf(given)).toEqual(expected);
  });
});

describe('keyFor', () => {
  const keys = [key({ path: ['web'] }), key({ path: ['web', 'env'] })];

  it.each([
    [['web', 'env', 'DEBUG'], keys[1]],
    [['web', 'replicas'], keys[0]],
    [['webb'], undefined],
  ])('%j', (path, expected) => {
    expect(keyFor(path, keys)).toBe(expected);
  });
});
