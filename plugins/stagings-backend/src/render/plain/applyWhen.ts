import { KubeObject } from '../../model/kubeObject';
import { WHEN_ANNOTATION } from '../../model/labels';
import { evaluateDeep } from '../../template/expressions/evaluate';
import { ExpressionError } from '../../template/expressions/ExpressionError';
import { ExpressionVariables } from '../../template/expressions/types';

const PATH = `metadata.annotations["${WHEN_ANNOTATION}"]`;

/**
 * The object without its `when` annotation; undefined where the annotation's expression is false.
 *
 * @throws ExpressionError where it gives anything but true or false
 */
export function applyWhen(
  object: KubeObject,
  variables: ExpressionVariables,
): KubeObject | undefined {
  const { [WHEN_ANNOTATION]: when, ...annotations } =
    object.metadata.annotations ?? {};
  if (when === undefined) return object;
  const value = evaluateDeep(when, variables, PATH);
  if (
    value !== true &&
    value !== false &&
    value !== 'true' &&
    value !== 'false'
  ) {
    throw new ExpressionError(
      PATH,
      when.replace(/^\$\{\{\s*|\s*\}\}$/g, ''),
      `gives ${JSON.stringify(value)}; it must be true or false`,
    );
  }
  if (String(value) === 'false') return undefined;
  return { ...object, metadata: { ...object.metadata, annotations } };
}
