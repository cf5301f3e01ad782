import { JsonObject } from '@backstage/types';
import { KubeObject } from '../../model/kubeObject';
import { RenderedObject } from '../../model/rendering';
import { evaluateDeep } from '../../template/expressions/evaluate';
import { toTerminalError } from '../../template/expressions/ExpressionError';
import { ExpressionVariables } from '../../template/expressions/types';
import { parseManifests } from '../normalise';
import { Renderer, RenderInput } from '../types';
import { overrideEnvironment } from './overrideEnvironment';
import { readManifestFiles } from './readManifestFiles';
import { applyWhen } from './applyWhen';

/**
 * Renders plain YAML files: expressions are evaluated on the parsed documents, objects whose `when`
 * annotation is false are left out, and the overrides change the environment of containers.
 */
export function createManifestsRenderer(): Renderer {
  return { name: 'manifests', render };
}

async function render(input: RenderInput): Promise<RenderedObject[]> {
  const { source } = input.template;
  if (source.renderer !== 'manifests') {
    throw new TypeError(`template ${input.template.name} has no manifests`);
  }
  const files = await readManifestFiles(source.path);
  input.signal.throwIfAborted();
  const objects = files
    .flatMap(file => parseManifests(file.text, file.name))
    .flatMap(rendered => evaluateObject(rendered, input.context));
  return overrideEnvironment(objects, input.overrides);
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
