import { readSchedule } from './schedule';

const at = (text: string) => Date.parse(`2026-03-0${text}Z`);
const inWords = (time: number | undefined) =>
  time === undefined ? undefined : new Date(time).toISOString().slice(9, 16);

describe('a schedule', () => {
  it.each([
    ['* * * * *', undefined, '1T10:00:30', '1T10:01'],
    ['0 3 * * *', undefined, '1T10:00:00', '2T03:00'],
    ['0 3 * * *', 'Europe/Zurich', '1T10:00:00', '2T02:00'],
    ['@hourly', undefined, '1T10:30:00', '1T11:00'],
  ])('%s in %s goes on from %s at %s', (expression, zone, after, expected) => {
    expect(inWords(readSchedule(expression, zone)?.next(at(after)))).toBe(
      expected,
    );
  });

  it.each([
    ['several times', '*/5 * * * *', '1T10:00:00', '3T10:17:00', '3T10:15'],
    ['one time long ago', '0 3 * * *', '1T00:00:00', '3T02:00:00', '2T03:00'],
    ['a time just now', '0 3 * * *', '1T00:00:00', '1T03:00:00', '1T03:00'],
    ['no time', '0 3 * * *', '1T03:00:00', '2T02:00:00', undefined],
  ])(
    'knows the last of %s that passed',
    (_what, expression, since, until, expected) => {
      const schedule = readSchedule(expression);
      expect(inWords(schedule?.last(at(since), at(until)))).toBe(expected);
    },
  );

  it.each([
    ['61 * * * *', undefined],
    ['0 3 * * *', 'Nowhere/Land'],
  ])('is none when %s in %s means nothing', (expression, zone) => {
    expect(readSchedule(expression, zone)).toBeUndefined();
  });
});
