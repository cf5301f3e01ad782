import { Transform } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { formsOf } from './forms';
import { LineRedactor } from './LineRedactor';
import { plainText } from './plainText';
import { secretSpans, Span } from './spans';

/** What stands in the place of a secret. */
export const MASK = '••••';

/** Masks known values, in whatever form they stand there, and what looks like a secret. */
export class Redactor {
  private readonly values: ReadonlySet<string>;
  private readonly forms: readonly string[];

  constructor(values: Iterable<string> = []) {
    this.values = new Set(values);
    this.forms = [...new Set([...this.values].flatMap(formsOf))];
  }

  /** One that knows these values too. */
  with(values: Iterable<string>): Redactor {
    const all = new Set([...this.values, ...values]);
    return all.size === this.values.size ? this : new Redactor(all);
  }

  /** One that knows what either knows. */
  and(other: Redactor): Redactor {
    return this.with(other.values);
  }

  /** A text without secrets and without what a terminal would obey. */
  text(text: string): string {
    const plain = plainText(text);
    return mask(plain, secretSpans(plain, this.forms));
  }

  /** A document with each of its texts redacted; the names of its fields as well. */
  deep<T>(document: T): T {
    return this.redacted(document) as T;
  }

  /** For a text that comes in pieces. */
  lines(): LineRedactor {
    return new LineRedactor({
      spans: text => secretSpans(text, this.forms),
      mask,
      longest: this.forms.reduce(
        (most, { length }) => Math.max(most, length),
        0,
      ),
    });
  }

  /** For bytes of UTF-8 that come in pieces. */
  stream(): Transform {
    const decoder = new StringDecoder('utf8');
    const lines = this.lines();
    return new Transform({
      transform(chunk: Buffer, _encoding, done) {
        done(null, lines.push(decoder.write(chunk)));
      },
      flush(done) {
        done(null, lines.push(decoder.end()) + lines.end());
      },
    });
  }

  private redacted(value: unknown): unknown {
    if (typeof value === 'string') return this.text(value);
    if (Array.isArray(value)) return value.map(item => this.redacted(item));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([field, item]) => [
        this.text(field),
        this.redacted(item),
      ]),
    );
  }
}

function mask(text: string, spans: readonly Span[]): string {
  let at = 0;
  let masked = '';
  for (const { start, end } of spans) {
    masked += text.slice(at, start) + MASK;
    at = end;
  }
  return masked + text.slice(at);
}
