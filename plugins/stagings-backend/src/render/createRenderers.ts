import { RendererName } from 'backstage-plugin-stagings-common';
import { createHelmRenderer } from './helm/createHelmRenderer';
import { createKustomizeRenderer } from './kustomize/createKustomizeRenderer';
import { createManifestsRenderer } from './manifests/createManifestsRenderer';
import { ProgramFinder } from './programs/ProgramFinder';
import { Renderer } from './types';

/** Makes all renderers, by name. */
export function createRenderers(options: {
  programs: Pick<ProgramFinder, 'find'>;
}): ReadonlyMap<RendererName, Renderer> {
  return new Map(
    [
      createHelmRenderer(options),
      createKustomizeRenderer(options),
      createManifestsRenderer(),
    ].map(renderer => [renderer.name, renderer]),
  );
}
