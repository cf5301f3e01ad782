import { backoffMs } from './backoff';

describe('backoffMs', () => {
  it.each([
    [1, 0, 0],
    [1, 1, 1_000],
    [2, 1, 2_000],
    [3, 0.5, 2_000],
    [9, 1, 256_000],
    [10, 1, 300_000],
    [10_000, 0.5, 150_000],
  ])('try %i with chance %d: %i ms', (attempt, random, ms) => {
    expect(backoffMs(attempt, random)).toBe(ms);
  });
});
