import { startOf } from './startOf';

describe('startOf', () => {
  it.each([
    ['abc', 5, 'abc'],
    ['abc', 2, 'ab'],
    ['a🚢c', 3, 'a🚢'],
    ['a🚢c', 2, 'a'],
  ])('of %s, %s units: %s', (text, length, expected) => {
    expect(startOf(text, length)).toBe(expected);
  });
});
