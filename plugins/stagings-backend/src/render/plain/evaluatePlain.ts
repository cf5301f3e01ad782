import { JsonObject } from '@backstage/types';
import { KubeObject } from '../../model/kubeObject';
import { RenderedObject } from '../../model/rendering';
import { evaluateDeep } from '../../template/expressions/evaluate';
import { toTerminalError } from '../../template/expressions/ExpressionError';
import { ExpressionVariables } from '../../template/expressions/types';
import { RenderInput } from '../types';
import { applyWhen } from './applyWhen';
import { overrideEnvironment } from './overrideEnvironment';

/**
 * What makes a staging of objects that know nothing of values: expressions are evaluated in their structure,
 * those whose `when` annotation is false are left out, and the overrides change the environment of containers.
 *
 * @throws TerminalError for an expression that fails, and for an override that fits no workload
 */
export function evaluatePlain(
  objects: readonly RenderedObject[],
  input: Pick<RenderInput, 'context' | 'overrides'>,
): RenderedObject[] {
  return overrideEnvironment(
    objects.flatMap(rendered => evaluateObject(rendered, input.context)),
    input.overrides,
  );
}

function evaluateObject(
  rendered: RenderedObject,
  variables: ExpressionVariables,
): RenderedObject[] {
  const { object, source } = rendered;
  const where = `${source}: ${object.kind} ${object.metadata.name}`;
  try {
    const wanted = applyWhen(object, variables);
    if (wanted === undefined) return [];
    const evaluated = evaluateDeep(wanted as unknown as JsonObject, variables);
    return [{ source, object: evaluated as unknown as KubeObject }];
  } catch (error) {
    throw toTerminalError(error, where);
  }
}
