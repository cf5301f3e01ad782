import { gatherMs } from './gatherMs';

describe('gatherMs', () => {
  it.each([
    ['one staging changes alone', 0, 100],
    ['some others change as well', 5, 200],
    ['many change', 20, 500],
    ['all change', 1_000, 1_000],
  ])('when %s', (_, others, expected) => {
    expect(gatherMs(others)).toBe(expected);
  });
});
