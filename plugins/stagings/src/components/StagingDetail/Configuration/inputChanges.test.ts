import { Inputs, inputChanges, inWords } from './inputChanges';

const inputs = (differences: Partial<Inputs> = {}): Inputs => ({
  commit: 'c0ffee',
  parameters: { version: '1.2' },
  overrides: { web: { replicas: 2 } },
  ...differences,
});

describe('inputChanges', () => {
  it.each([
    ['nothing', {}, []],
    [
      'the commit',
      { commit: undefined },
      [{ path: 'commit', from: 'c0ffee', to: undefined }],
    ],
    [
      'a parameter',
      { parameters: { version: '1.3' } },
      [{ path: 'parameters.version', from: '1.2', to: '1.3' }],
    ],
    [
      'a value that is removed from the chart',
      { overrides: { web: { replicas: null } } },
      [{ path: 'overrides.web.replicas', from: 2, to: null }],
    ],
    [
      'all overrides',
      { overrides: {} },
      [{ path: 'overrides.web.replicas', from: 2, to: undefined }],
    ],
    [
      'a key with a dot',
      { overrides: { web: { replicas: 2, 'a.b': 1 } } },
      [{ path: 'overrides.web.a\\.b', from: undefined, to: 1 }],
    ],
  ])('tells of %s', (_, differences, changes) => {
    expect(inputChanges(inputs(), inputs(differences))).toEqual(changes);
  });
});

it.each([
  ['text', 'text'],
  ['', '""'],
  [2, '2'],
  [null, 'null'],
  [['a'], '["a"]'],
  [undefined, undefined],
])('puts %p into words', (value, words) => {
  expect(inWords(value)).toBe(words);
});
