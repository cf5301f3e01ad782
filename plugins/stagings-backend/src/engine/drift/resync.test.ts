import { checksInARow, untilResync, untilSuspicionCheck } from './resync';

const MINUTE = 60_000;
const ids = Array.from({ length: 600 }, (_, index) => `staging-${index}`);

describe('the regular check', () => {
  it('is spread evenly over ten minutes for stagings that came up together', () => {
    const perMinute = new Map<number, number>();
    for (const id of ids) {
      const minute = Math.floor(untilResync(id, 0) / MINUTE) % 10;
      perMinute.set(minute, (perMinute.get(minute) ?? 0) + 1);
    }
    expect(perMinute.size).toBe(10);
    expect(Math.max(...perMinute.values())).toBeLessThan(90);
    expect(Math.min(...perMinute.values())).toBeGreaterThan(35);
  });

  it.each(ids.slice(0, 20))('of %s comes every ten minutes', id => {
    const first = untilResync(id, 123_456);
    expect(first).toBeGreaterThanOrEqual(5 * MINUTE);
    expect(first).toBeLessThan(15 * MINUTE);
    expect(untilResync(id, 123_456 + first)).toBe(10 * MINUTE);
  });
});

describe('the check of a suspicion', () => {
  it.each([
    ['at once, the first time', undefined, 0, 0],
    ['at once after a calm time', 6 * MINUTE, 7, 0],
    ['after a second when one was just made', 0, 1, 1_000],
    ['after what is left of it', 600, 1, 400],
    ['later each time', 0, 4, 8_000],
    ['never later than in five minutes', 0, 50, 5 * MINUTE],
  ])('comes %s', (_, ago, count, wait) => {
    expect(untilSuspicionCheck({ ago, count })).toBe(wait);
  });

  it.each([
    [undefined, 0, 1],
    [10 * MINUTE, 9, 1],
    [MINUTE, 3, 4],
  ])('%p ms after the last of %i is number %i', (ago, count, next) => {
    expect(checksInARow({ ago, count })).toBe(next);
  });
});
