/** A piece of a text: literal, or an expression that stood between `${{` and `}}`. */
export type TextPart =
  | { type: 'text'; text: string }
  | { type: 'expression'; expression: string };

/** A text that opens an expression and never closes it. Carries what follows the opening. */
export class UnclosedExpressionError extends Error {
  readonly name = 'UnclosedExpressionError';

  constructor(readonly expression: string) {
    super('"${{" is never closed; end the expression with "}}"');
  }
}

/** Where an expression begins inside a text. */
export const OPEN = '${{';
const STRING =
  /(?:"""[^]*?"""|'''[^]*?'''|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')/y;

/**
 * Cuts a text into literal pieces and expressions. Braces and quotes inside an expression are heeded, so
 * that `${{ {"a": {"b": 1}} }}` is one expression.
 *
 * @throws UnclosedExpressionError
 */
export function splitExpressions(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let position = 0;
  while (position < text.length) {
    const start = text.indexOf(OPEN, position);
    const literal = text.slice(position, start === -1 ? undefined : start);
    if (literal !== '') parts.push({ type: 'text', text: literal });
    if (start === -1) break;
    const end = endOfExpression(text, start + OPEN.length);
    const expression = text.slice(start + OPEN.length, end).trim();
    parts.push({ type: 'expression', expression });
    position = end + 2;
  }
  return parts;
}

function endOfExpression(text: string, start: number): number {
  let depth = 0;
  let position = start;
  while (position < text.length) {
    if (depth === 0 && text.startsWith('}}', position)) return position;
    STRING.lastIndex = position;
    const string = STRING.exec(text);
    if (string) {
      position = STRING.lastIndex;
      continue;
    }
    if (text[position] === '{') depth += 1;
    if (text[position] === '}') depth -= 1;
    position += 1;
  }
  throw new UnclosedExpressionError(text.slice(start).trim());
}
