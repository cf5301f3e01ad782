import { END_OF_PRIVATE_KEY, OPEN_PRIVATE_KEY } from './patterns';
import { plainText } from './plainText';
import { Span } from './spans';

/** Longer lines are let go in parts. */
const MAX_LINE = 64 * 1024;

/** What is kept back of such a line at least: longer than tokens usually are. */
const MIN_KEPT = 4 * 1024;

/** A private key that does not end within so many lines is none. */
const MAX_KEY_LINES = 200;

/** How a text is searched and masked. */
export interface LineMasking {
  spans(text: string): Span[];
  mask(text: string, spans: readonly Span[]): string;
  /** Length of the longest known form. */
  longest: number;
}

/** Redacts a text that comes in pieces, wherever they are cut. */
export class LineRedactor {
  private readonly masking: LineMasking;
  private readonly kept: number;
  private pending = '';
  /** Lines that may still belong to a private key that began. */
  private keyLines = 0;

  constructor(masking: LineMasking) {
    this.masking = masking;
    this.kept = Math.max(MIN_KEPT, masking.longest);
  }

  /** Takes a piece; answers what can be told of the text by now. */
  push(piece: string): string {
    this.pending += piece;
    const end = this.pending.lastIndexOf('\n') + 1;
    const whole = this.pending.slice(0, end);
    this.pending = this.pending.slice(end);
    return this.redact(whole) + this.partOfLongLine();
  }

  /** Answers the rest. */
  end(): string {
    const rest = this.pending;
    this.pending = '';
    return this.redact(rest);
  }

  private redact(text: string): string {
    if (text === '') return '';
    const plain = this.withoutKey(plainText(text));
    if (OPEN_PRIVATE_KEY.test(plain)) this.keyLines = MAX_KEY_LINES;
    return this.masking.mask(plain, this.masking.spans(plain));
  }

  /** The text without the lines that still belong to a private key that began before. */
  private withoutKey(text: string): string {
    if (this.keyLines === 0) return text;
    const end = END_OF_PRIVATE_KEY.exec(text);
    if (end) {
      this.keyLines = 0;
      return text.slice(end.index + end[0].length).replace(/^\n/, '');
    }
    this.keyLines = Math.max(0, this.keyLines - text.split('\n').length + 1);
    return '';
  }

  private partOfLongLine(): string {
    if (this.pending.length <= Math.max(MAX_LINE, 2 * this.kept)) return '';
    const text = plainText(this.pending);
    const spans = this.masking.spans(text);
    const wanted = text.length - this.kept;
    const cut = cutOf(text, spans, wanted);
    this.pending = text.slice(cut);
    return this.masking.mask(
      text.slice(0, cut),
      spans.filter(({ end }) => end <= cut),
    );
  }
}

/** Not inside of a secret, and before one that may go on. */
function cutOf(text: string, spans: readonly Span[], wanted: number): number {
  const crossing = spans.find(
    ({ start, end }) => start < wanted && end > wanted,
  );
  if (!crossing) return Math.max(0, wanted);
  const mayGoOn = crossing.end === text.length && crossing.start > 0;
  return mayGoOn ? crossing.start : crossing.end;
}
