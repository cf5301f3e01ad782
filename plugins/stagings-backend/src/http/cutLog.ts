import { Readable } from 'node:stream';
import { startOf } from '../model/startOf';

/** Longer lines are no text that anybody reads. */
const MAX_LINE = 16 * 1024;

const MIB = 1024 * 1024;

/** Cuts long lines of a text that comes in pieces. */
class LineCutter {
  private readonly max: number;
  /** How much of the present line has been told. */
  private told = 0;
  private isCut = false;

  constructor(max: number) {
    this.max = max;
  }

  cut(piece: string): string {
    return piece
      .split('\n')
      .map((part, index) => {
        if (index > 0) this.begin();
        return this.tell(part);
      })
      .join('\n');
  }

  private begin(): void {
    this.told = 0;
    this.isCut = false;
  }

  private tell(part: string): string {
    if (this.isCut) return '';
    const room = this.max - this.told;
    this.told += part.length;
    if (part.length <= room) return part;
    this.isCut = true;
    const start = startOf(part, room);
    return `${start}… (cut: the line is longer than ${this.max} characters)`;
  }
}

/**
 * A log of which neither a line nor the whole is without end. What is left out is said where it would stand.
 *
 * @param log - text in UTF-8, already redacted: half of a secret would not be known as one
 */
export async function* cutLog(
  log: Readable,
  { maxMiB, maxLine = MAX_LINE }: { maxMiB: number; maxLine?: number },
): AsyncGenerator<string> {
  let left = maxMiB * MIB;
  let last = '\n';
  const cutter = new LineCutter(maxLine);
  for await (const piece of log.setEncoding('utf8')) {
    const text = cutter.cut(String(piece));
    const bytes = Buffer.from(text);
    if (bytes.length > left) {
      const start = bytes
        .subarray(0, left)
        .toString()
        .replace(/\ufffd+$/, '');
      const gap = (start.at(-1) ?? last) === '\n' ? '' : '\n';
      yield `${start}${gap}… (cut: more than ${maxMiB} MiB; read fewer lines, or open the log again)\n`;
      return;
    }
    left -= bytes.length;
    last = text.at(-1) ?? last;
    yield text;
  }
}
