import { OperationLogRecord } from '../../model/operation';
import { startOf } from '../../model/startOf';

/** How much a log holds, as databases count it. */
export interface LogSize {
  lines: number;
  characters: number;
}

type Line = Omit<OperationLogRecord, 'sequence'>;

const MAX: LogSize = { lines: 2_000, characters: 1_000_000 };
const MAX_LINE = 32 * 1024;

const FULL =
  '… (cut: the log is full; how the operation ends is told all the same)';

/**
 * Those lines that the log of an operation has room for, the long ones cut. Behind the last one stands that the log
 * is full.
 */
export function fittingLines(
  written: LogSize,
  lines: readonly Line[],
): readonly Line[] {
  const size = { ...written };
  const fitting: Line[] = [];
  for (const line of lines) {
    if (isFull(size)) break;
    const message = cutLine(line.message);
    size.lines += 1;
    size.characters += Array.from(message).length;
    fitting.push({ ...line, message });
    if (isFull(size)) {
      fitting.push({ at: line.at, level: 'warning', message: FULL });
    }
  }
  return fitting;
}

function isFull({ lines, characters }: LogSize): boolean {
  return lines >= MAX.lines || characters >= MAX.characters;
}

function cutLine(message: string): string {
  if (message.length <= MAX_LINE) return message;
  return `${startOf(message, MAX_LINE)}… (cut: ${message.length} characters)`;
}
