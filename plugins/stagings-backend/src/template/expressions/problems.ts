import {
  EvaluationError,
  ParseError,
  TypeError as CelTypeError,
} from '@marcbachmann/cel-js';
import { ExpressionError } from './ExpressionError';

/** Longest expression, in characters. */
const MAX_EXPRESSION_LENGTH = 4096;

/** @throws ExpressionError */
export function refuseTooLong(expression: string, path: string): void {
  if (expression.length > MAX_EXPRESSION_LENGTH) {
    throw new ExpressionError(
      path,
      `${expression.slice(0, 40)}...`,
      `is longer than ${MAX_EXPRESSION_LENGTH} characters`,
    );
  }
}

/** Translates what CEL says is wrong. */
export function toExpressionError(
  error: unknown,
  expression: string,
  path: string,
): ExpressionError {
  const problem =
    error instanceof ParseError ||
    error instanceof EvaluationError ||
    error instanceof CelTypeError
      ? error.summary
      : String(error instanceof Error ? error.message : error);
  const sentence = problem.charAt(0).toLowerCase() + problem.slice(1);
  return new ExpressionError(path, expression, sentence, { cause: error });
}
