import { ageOf, stopWatch } from './duration';

describe('ageOf', () => {
  it.each([
    [-5_000, { unit: 'now' }],
    [1_999, { unit: 'now' }],
    [2_000, { unit: 'seconds', count: 2 }],
    [59_999, { unit: 'seconds', count: 59 }],
    [60_000, { unit: 'minutes', count: 1 }],
    [3_600_000, { unit: 'hours', count: 1 }],
    [50 * 3_600_000, { unit: 'days', count: 2 }],
  ])('rounds %d ms to %j', (milliseconds, age) => {
    expect(ageOf(milliseconds)).toEqual(age);
  });
});

describe('stopWatch', () => {
  it.each([
    [-1, '0:00'],
    [41_200, '0:41'],
    [725_000, '12:05'],
    [3_729_000, '1:02:09'],
  ])('shows %d ms as %s', (milliseconds, text) => {
    expect(stopWatch(milliseconds)).toBe(text);
  });
});
