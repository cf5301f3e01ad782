import { JsonValue } from '@backstage/types';
import { environment } from './environment';
import { ExpressionError } from './ExpressionError';
import { expressionParts, mapStrings } from './mapStrings';
import { refuseTooLong, toExpressionError } from './problems';

/**
 * Finds every expression in a parsed document that cannot be read, or that names a variable or field
 * that does not exist, without evaluating any.
 */
export function checkExpressions(
  value: JsonValue,
  path: string = '',
): ExpressionError[] {
  const errors: ExpressionError[] = [];
  mapStrings(value, path, (text, at) => {
    try {
      for (const part of expressionParts(text, at)) {
        if (part.type === 'expression') check(part.expression, at);
      }
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      errors.push(error);
    }
    return text;
  });
  return errors;
}

function check(expression: string, path: string): void {
  refuseTooLong(expression, path);
  const result = environment.check(expression);
  if (!result.valid) throw toExpressionError(result.error, expression, path);
}
