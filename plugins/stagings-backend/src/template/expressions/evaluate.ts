import { JsonValue } from '@backstage/types';
import { inTime, TookTooLongError } from '../inTime';
import { fromCel, toCel } from './celValues';
import { environment } from './environment';
import { ExpressionError } from './ExpressionError';
import { expressionParts, mapStrings } from './mapStrings';
import { refuseTooLong, toExpressionError } from './problems';
import { OPEN, TextPart } from './splitExpressions';
import { ExpressionVariables } from './types';

/**
 * Evaluates one CEL expression, written without its `${{ }}`. See https://cel.dev for the language.
 *
 * @param path - where it stands, for the message
 * @throws ExpressionError
 */
export function evaluate(
  expression: string,
  variables: ExpressionVariables,
  path: string = '',
): JsonValue {
  return limited(path, expression, () =>
    run(expression, celVariables(variables), path),
  );
}

/**
 * Evaluates every `${{ ... }}` in the strings of a parsed document. A string that is one expression takes
 * its value with its type; inside other text, the value is written as text. Keys are left as they are, and
 * what an expression gives is never read as an expression again.
 *
 * @param path - where the document stands, for messages
 * @throws ExpressionError
 */
export function evaluateDeep(
  value: JsonValue,
  variables: ExpressionVariables,
  path: string = '',
): JsonValue {
  if (isLiteral(value)) return value;
  const cel = celVariables(variables);
  return limited(path, '...', () =>
    mapStrings(value, path, (text, at) => evaluateText(text, cel, at)),
  );
}

/** Most of what is evaluated says itself what it is, and to limit the time of an expression takes a thread. */
function isLiteral(value: JsonValue): boolean {
  return typeof value === 'string'
    ? !value.includes(OPEN)
    : typeof value !== 'object' || value === null;
}

/** All expressions of a document together: they are done in a moment, unless somebody means harm. */
const TIME_LIMIT_MS = 2_000;
/** Of what the expressions of a document give, as JSON. */
const MAX_RESULT_LENGTH = 4 * 1024 * 1024;

function limited(
  path: string,
  expression: string,
  work: () => JsonValue,
): JsonValue {
  try {
    const result = inTime(TIME_LIMIT_MS, work);
    if (JSON.stringify(result).length <= MAX_RESULT_LENGTH) return result;
    throw new ExpressionError(path, expression, 'gives more than 4 MB');
  } catch (error) {
    if (!(error instanceof TookTooLongError)) throw error;
    throw new ExpressionError(path, expression, error.message);
  }
}

type CelVariables = Record<string, unknown>;

function celVariables(variables: ExpressionVariables): CelVariables {
  return Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [name, toCel(value)]),
  );
}

function evaluateText(
  text: string,
  variables: CelVariables,
  path: string,
): JsonValue {
  const pieces = expressionParts(text, path);
  const [first] = pieces;
  if (pieces.length === 1 && first?.type === 'expression') {
    return run(first.expression, variables, path);
  }
  return pieces
    .map(piece =>
      piece.type === 'text'
        ? piece.text
        : asText(run(piece.expression, variables, path), piece, path),
    )
    .join('');
}

function asText(
  value: JsonValue,
  piece: Extract<TextPart, { type: 'expression' }>,
  path: string,
): string {
  if (value === null || typeof value === 'object') {
    const kind = Array.isArray(value) ? 'a list' : 'a map';
    throw new ExpressionError(
      path,
      piece.expression,
      `gives ${value === null ? 'null' : kind}, which cannot stand inside text`,
    );
  }
  return String(value);
}

function run(
  expression: string,
  variables: CelVariables,
  path: string,
): JsonValue {
  refuseTooLong(expression, path);
  try {
    return fromCel(environment.evaluate(expression, variables));
  } catch (error) {
    throw toExpressionError(error, expression, path);
  }
}
