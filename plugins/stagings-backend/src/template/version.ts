import { TemplateConfig } from '../config/types';
import { ExpressionContext } from '../model/rendering';
import { evaluateDeep } from './expressions/evaluate';
import { toTerminalError } from './expressions/ExpressionError';

/**
 * What people call the version of a staging, for example an image tag; undefined where the template does
 * not say.
 *
 * @throws TerminalError for an expression that fails
 */
export function stagingVersion(
  template: Pick<TemplateConfig, 'version'>,
  context: ExpressionContext,
): string | undefined {
  if (template.version === undefined) return undefined;
  try {
    const version = evaluateDeep(template.version, context, 'version');
    return version === null || version === '' ? undefined : String(version);
  } catch (error) {
    throw toTerminalError(error, 'version');
  }
}
