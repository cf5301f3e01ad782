import { Readable } from 'node:stream';
import { cutLog } from './cutLog';

const MIB = 1024 * 1024;

async function cut(
  pieces: Iterable<string | Buffer>,
  limits: { maxMiB?: number; maxLine?: number } = {},
): Promise<string> {
  const log = Readable.from(pieces, { objectMode: false });
  let text = '';
  for await (const piece of cutLog(log, { maxMiB: 1, ...limits }))
    text += piece;
  return text;
}

const MARK = '… (cut: the line is longer than 5 characters)';

it.each([
  ['short lines', ['one\ntwo\n'], 'one\ntwo\n'],
  ['a line as long as it may be', ['12345\n'], '12345\n'],
  ['a longer one', ['123456\nnext'], `12345${MARK}\nnext`],
  ['one that comes in pieces', ['123', '45', '6', '789\nx'], `12345${MARK}\nx`],
  ['one without an end', ['1234567'], `12345${MARK}`],
  ['a character of two halves at the border', ['1234😀'], `1234${MARK}`],
])('lets through %s', async (_, pieces, expected) => {
  await expect(cut(pieces, { maxLine: 5 })).resolves.toBe(expected);
});

it('puts characters together that come in pieces', async () => {
  const bytes = Buffer.from('a…b\n');
  const pieces = [bytes.subarray(0, 2), bytes.subarray(2)];
  await expect(cut(pieces)).resolves.toBe('a…b\n');
});

it('ends a log that has no end, says so, and reads no more of it', async () => {
  let given = 0;
  function* endless() {
    for (;;) {
      given += 1;
      yield `${'x'.repeat(1023)}\n`;
    }
  }
  const text = await cut(endless());
  expect(text.length).toBeLessThan(MIB + 200);
  expect(text.slice(-100)).toMatch(
    /x\n… \(cut: more than 1 MiB; read fewer lines, or open the log again\)\n$/,
  );
  expect(given).toBeLessThan(1_200);
});

it('does not keep a line without end in memory', async () => {
  const pieces = Array.from({ length: 200 }, () => 'x'.repeat(64 * 1024));
  const text = await cut(pieces);
  expect(text.length).toBeLessThan(17 * 1024);
});
