import { findAll, partsOf, stepTo } from './search';

describe('the search in a log', () => {
  it.each([
    ['nothing', '', []],
    ['no place', 'absent', []],
    [
      'every place, in whatever case',
      'ERROR',
      [
        { line: 0, inLine: 0 },
        { line: 0, inLine: 1 },
        { line: 2, inLine: 0 },
      ],
    ],
  ])('finds %s', (_, wanted, found) => {
    const lines = ['error: no Error', 'calm', 'an error'];
    expect(findAll(lines, wanted)).toEqual(found);
  });

  it.each([
    ['calm', 'x', [{ text: 'calm' }]],
    [
      'axbxc',
      'x',
      [
        { text: 'a' },
        { text: 'x', match: 0 },
        { text: 'b' },
        { text: 'x', match: 1 },
        { text: 'c' },
      ],
    ],
    ['aaa', 'aa', [{ text: 'aa', match: 0 }, { text: 'a' }]],
    ['[x]', '[', [{ text: '[', match: 0 }, { text: 'x]' }]],
    ['', 'x', []],
  ])('parts %p by %p', (line, wanted, parts) => {
    expect(partsOf(line, wanted)).toEqual(parts);
  });

  it.each([
    [0, 1, 3, 1],
    [2, 1, 3, 0],
    [0, -1, 3, 2],
    [0, 1, 0, 0],
  ] as const)('goes from %i by %i of %i to %i', (from, by, count, to) => {
    expect(stepTo(from, by, count)).toBe(to);
  });
});
