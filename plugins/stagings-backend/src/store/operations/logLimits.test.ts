import { fittingLines } from './logLimits';

const line = (message: string) => ({
  at: 1,
  level: 'info' as const,
  message,
});
const messages = (
  written: { lines: number; characters: number },
  given: string[],
) => fittingLines(written, given.map(line)).map(({ message }) => message);

const FULL = expect.stringMatching(/^… \(cut: the log is full;/);

it.each([
  ['takes what fits', { lines: 0, characters: 0 }, ['a', 'b'], ['a', 'b']],
  [
    'says behind the last line that it is full',
    { lines: 1_998, characters: 0 },
    ['a', 'b', 'c'],
    ['a', 'b', FULL],
  ],
  [
    'is full by characters as well',
    { lines: 3, characters: 999_998 },
    ['a', 'bc', 'd'],
    ['a', 'bc', FULL],
  ],
  ['says so once', { lines: 2_001, characters: 0 }, ['a', 'b'], []],
  [
    'counts characters as databases do',
    { lines: 0, characters: 999_998 },
    ['😀', 'a', 'b'],
    ['😀', 'a', FULL],
  ],
])('the log of an operation %s', (_, written, given, expected) => {
  expect(messages(written, given)).toEqual(expected);
});

it('cuts a line that is too long, and says how long it was', () => {
  const [message] = messages({ lines: 0, characters: 0 }, ['x'.repeat(50_000)]);
  expect(message).toMatch(/^x{32768}… \(cut: 50000 characters\)$/);
});
