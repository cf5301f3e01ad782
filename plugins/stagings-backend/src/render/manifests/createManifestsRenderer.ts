import { parseManifests } from '../normalise';
import { evaluatePlain } from '../plain/evaluatePlain';
import { Renderer, RenderInput, Rendering } from '../types';
import { readManifestFiles } from './readManifestFiles';

/** Renders plain YAML files; see {@link evaluatePlain} for what is done to their objects. */
export function createManifestsRenderer(): Renderer {
  return { name: 'manifests', render };
}

async function render(input: RenderInput): Promise<Rendering> {
  const { source } = input.template;
  if (source.renderer !== 'manifests') {
    throw new TypeError(`template ${input.template.name} has no manifests`);
  }
  const files = await readManifestFiles(source.path);
  input.signal.throwIfAborted();
  const objects = files.flatMap(file => parseManifests(file.text, file.name));
  return { objects: evaluatePlain(objects, input), notes: [], artifacts: [] };
}
