import { JsonValue } from '@backstage/types';
import { ExpressionError } from './ExpressionError';
import {
  splitExpressions,
  TextPart,
  UnclosedExpressionError,
} from './splitExpressions';
import { valuePath } from './valuePath';

/** Deepest structure that is walked, in levels. */
const MAX_DEPTH = 100;

/**
 * Copies a parsed document with every string in it, but no key, replaced.
 *
 * @throws ExpressionError where it is nested too deeply
 */
export function mapStrings(
  value: JsonValue,
  path: string,
  map: (text: string, path: string) => JsonValue,
  depth: number = 0,
): JsonValue {
  if (typeof value === 'string') return map(value, path);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= MAX_DEPTH) {
    throw new ExpressionError(path, '...', `nested over ${MAX_DEPTH} levels`);
  }
  if (Array.isArray(value)) {
    return value.map((item, index) =>
      mapStrings(item, valuePath(path, index), map, depth + 1),
    );
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter((entry): entry is [string, JsonValue] => entry[1] !== undefined)
      .map(([key, item]) => [
        key,
        mapStrings(item, valuePath(path, key), map, depth + 1),
      ]),
  );
}

/**
 * Cuts a string of a document into text and expressions.
 *
 * @throws ExpressionError where one is not closed
 */
export function expressionParts(text: string, path: string): TextPart[] {
  try {
    return splitExpressions(text);
  } catch (error) {
    if (!(error instanceof UnclosedExpressionError)) throw error;
    throw new ExpressionError(path, error.expression, error.message);
  }
}
