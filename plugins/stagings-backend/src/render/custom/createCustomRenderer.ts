import { JsonObject } from '@backstage/types';
import {
  CustomRenderer,
  CustomRendering,
} from 'backstage-plugin-stagings-node';
import { CustomSource } from '../../config/types';
import { KubeObject } from '../../model/kubeObject';
import { fieldAt } from '../../model/read';
import { evaluateDeep } from '../../template/expressions/evaluate';
import { toTerminalError } from '../../template/expressions/ExpressionError';
import { isJsonObject } from '../../template/json';
import { renderFailed } from '../renderFailed';
import { LookInput, Renderer, RenderInput } from '../types';

/** Hands templates to the renderers that modules added. What those answer is checked before it is used. */
export function createCustomRenderer(
  renderers: ReadonlyMap<string, CustomRenderer>,
): Renderer {
  return {
    name: 'custom',
    async render(input) {
      const source = sourceOf(input);
      const renderer = findRenderer(source, renderers);
      const config = evaluateConfig(input, source);
      const rendering = await call(renderer, config, input);
      return {
        objects: objectsOf(rendering, renderer.name),
        notes: rendering.notes ?? [],
        artifacts: rendering.artifacts ?? [],
      };
    },
    async keys() {
      return { keys: [] };
    },
  };
}

function sourceOf({ template }: LookInput): CustomSource {
  const { source, name } = template;
  if (source.renderer === 'custom') return source;
  throw new TypeError(`template ${name} has no renderer of its own`);
}

function findRenderer(
  { name }: CustomSource,
  renderers: ReadonlyMap<string, CustomRenderer>,
): CustomRenderer {
  const renderer = renderers.get(name);
  if (renderer) return renderer;
  const known = [...renderers.keys()].sort().join(', ') || 'none';
  throw renderFailed(
    'RendererMissing',
    `No module of the backend adds a renderer named ${name}; there is ${known}`,
    {
      text: 'Install the module that adds it, or correct custom.renderer of the template.',
      audience: 'platform',
    },
  );
}

function evaluateConfig(input: RenderInput, source: CustomSource): JsonObject {
  try {
    const config = evaluateDeep(source.config, input.context, 'custom.config');
    return isJsonObject(config) ? config : {};
  } catch (error) {
    throw toTerminalError(error, `template ${input.template.name}`);
  }
}

async function call(
  renderer: CustomRenderer,
  config: JsonObject,
  input: RenderInput,
): Promise<CustomRendering> {
  const { context, template, overrides, capabilities, signal } = input;
  try {
    return await renderer.render({
      ...context,
      config,
      template: template.name,
      overrides,
      capabilities,
      signal,
    });
  } catch (error) {
    signal.throwIfAborted();
    const message = error instanceof Error ? error.message : String(error);
    throw renderFailed(
      'RenderFailed',
      `The renderer ${renderer.name} cannot render the template ${template.name}: ${message}`,
      {
        text: 'Change the inputs, or ask who runs the renderer.',
        audience: 'engineer',
      },
      error,
    );
  }
}

/** The objects as plain JSON, each with the number that it had as its source. */
function objectsOf({ objects }: CustomRendering, renderer: string) {
  return objects.map((object, index) => {
    const source = `object ${index + 1} of the renderer ${renderer}`;
    const plain: unknown = JSON.parse(JSON.stringify(object ?? null));
    if (isObject(plain)) return { object: plain, source };
    throw renderFailed(
      'RenderFailed',
      `The ${source} is no Kubernetes object: apiVersion, kind and metadata.name must be texts`,
      { text: 'Correct the renderer.', audience: 'platform' },
    );
  });
}

function isObject(value: unknown): value is KubeObject {
  return [['apiVersion'], ['kind'], ['metadata', 'name']].every(path => {
    const found = fieldAt(value, ...path);
    return typeof found === 'string' && found !== '';
  });
}
