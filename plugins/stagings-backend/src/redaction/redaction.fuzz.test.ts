import fc from 'fast-check';
import { MASK, plainText, Redactor } from '.';

const RUNS = { seed: 20261126, numRuns: 300 };

/** What is neither white nor taken out as unseen. */
const value = fc
  .string({ minLength: 6, maxLength: 60, unit: 'binary' })
  .filter(text => plainText(text) === text && !/[\s•]/.test(text));

const noise = fc.string({ maxLength: 40, unit: 'grapheme-ascii' });

/** The forms that programs write a value in. */
const written = [
  (text: string) => text,
  (text: string) => JSON.stringify({ text }),
  (text: string) => encodeURIComponent(Buffer.from(text).toString()),
  (text: string) => Buffer.from(text).toString('base64'),
];

/** Cuts a text at these places. */
function cutAt(text: string, places: number[]): string[] {
  const ends = [
    ...places.map(place => place % (text.length + 1)),
    text.length,
  ].sort((a, b) => a - b);
  return ends.map((end, index) => text.slice(ends[index - 1] ?? 0, end));
}

it('leaves no known value in any text, in whatever form it is written', () => {
  fc.assert(
    fc.property(
      fc.array(value, { minLength: 1, maxLength: 4 }),
      fc.array(fc.tuple(fc.nat(), fc.nat(), noise), { maxLength: 8 }),
      (values, parts) => {
        const text = parts
          .map(
            ([which, form, between]) =>
              between +
              written[form % written.length]!(values[which % values.length]!),
          )
          .join('');
        const redacted = new Redactor(values).text(text);
        for (const each of values) {
          expect(redacted).not.toContain(each);
          expect(redacted).not.toContain(
            Buffer.from(each)
              .toString('base64')
              .replace(/=+$/, '')
              .slice(0, -2),
          );
        }
      },
    ),
    RUNS,
  );
});

it('finds a value at each place inside of base64', () => {
  fc.assert(
    fc.property(value, noise, noise, (secret, before, after) => {
      const encoded = Buffer.from(before + secret + after).toString('base64');
      const redacted = new Redactor([secret]).text(encoded);
      expect(redacted).toContain(MASK);
      // No six characters, which hold four bytes, are left of what lay whole inside of the value.
      const decoded = redacted
        .split(MASK)
        .map(part => Buffer.from(part, 'base64').toString('latin1'));
      expect(decoded.join('|')).not.toContain(
        Buffer.from(secret).toString('latin1'),
      );
    }),
    RUNS,
  );
});

it('redacts a stream as it redacts the whole text, wherever it is cut', () => {
  fc.assert(
    fc.property(
      value,
      fc.array(
        fc.oneof(
          noise,
          fc.constant('\n'),
          fc.constant(MASK),
          fc.constant('SECRET'),
        ),
        { maxLength: 12 },
      ),
      fc.array(fc.nat(), { maxLength: 10 }),
      (secret, parts, places) => {
        const text = parts
          .map(part => (part === 'SECRET' ? secret : part))
          .join('');
        const redactor = new Redactor([secret]);
        const lines = redactor.lines();
        const streamed =
          cutAt(text, places)
            .map(piece => lines.push(piece))
            .join('') + lines.end();
        expect(streamed).not.toContain(secret);
        expect(streamed).toBe(
          text
            .split(/(?<=\n)/)
            .map(line => redactor.text(line))
            .join(''),
        );
      },
    ),
    RUNS,
  );
});

it('masks nothing in texts that hold no secret', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.constantFrom(
          'pod',
          'shop-7d9f',
          'cannot pull',
          'image',
          '1.2.9',
          'Deployment',
          'ready',
          '3/5',
        ),
        { maxLength: 20 },
      ),
      words => {
        const text = words.join(' ');
        expect(new Redactor(['entirely-else']).text(text)).toBe(text);
      },
    ),
    RUNS,
  );
});
