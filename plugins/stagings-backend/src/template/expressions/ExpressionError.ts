import { TerminalError } from '../../model/errors';

/** An expression that cannot be read or evaluated. */
export class ExpressionError extends Error {
  readonly name = 'ExpressionError';

  /**
   * @param path - where the expression stands, for example `values.image.tag`; empty for a lone expression
   * @param expression - the text between `${{` and `}}`
   * @param problem - what is wrong with it, in a few words
   */
  constructor(
    readonly path: string,
    readonly expression: string,
    readonly problem: string,
    options?: { cause?: unknown },
  ) {
    const where = path === '' ? '' : `${path}: `;
    super(`${where}\${{ ${expression} }}: ${problem}`, options);
  }
}

/**
 * Translates an {@link ExpressionError} to the error that ends a deploy; passes any other through.
 *
 * @param where - file or config section that holds the expression, for example `deployment.yaml`
 */
export function toTerminalError(error: unknown, where: string): unknown {
  if (!(error instanceof ExpressionError)) return error;
  return new TerminalError(
    {
      reason: 'InvalidExpression',
      message: `${where}: ${error.message}`,
      hint: {
        text: 'Correct the expression in the template, or give the parameter that it uses.',
        audience: 'platform',
      },
    },
    { cause: error },
  );
}
