import { mkdtemp, mkdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { KustomizeSource } from '../../config/types';
import { RenderedObject } from '../../model/rendering';
import { parseManifests } from '../normalise';
import { evaluatePlain } from '../plain/evaluatePlain';
import { ProgramFinder } from '../programs/ProgramFinder';
import { Renderer, RenderInput } from '../types';
import { collectSources } from './collectSources';
import { kustomizeBuild } from './kustomizeBuild';
import { refuse } from './refused';

/**
 * Renders a kustomization by `kubectl kustomize`, on a copy of what it refers to. Expressions, `when` and
 * overrides are for the built objects; see {@link evaluatePlain}.
 */
export function createKustomizeRenderer(options: {
  programs: Pick<ProgramFinder, 'find'>;
}): Renderer {
  return {
    name: 'kustomize',
    async render(input) {
      const source = kustomizeSource(input);
      const kubectl = await options.programs.find('kubectl');
      if (kubectl.problem !== undefined) throw programMissing(kubectl.problem);
      const objects = await build(source, kubectl.path, input.signal);
      return {
        objects: evaluatePlain(objects, input),
        notes: [],
        artifacts: [],
      };
    },
  };
}

async function build(
  source: KustomizeSource,
  kubectl: string,
  signal: AbortSignal,
): Promise<RenderedObject[]> {
  const folder = await realpath(
    await mkdtemp(join(tmpdir(), 'stagings-kustomize-')),
  );
  try {
    const tree = join(folder, 'tree');
    await mkdir(tree);
    const name = await collectSources(source, tree);
    const output = await kustomizeBuild({
      kubectl,
      folder,
      tree,
      name,
      signal,
    });
    return parseManifests(output, name === '' ? basename(source.path) : name);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function kustomizeSource(input: RenderInput): KustomizeSource {
  const { source, name } = input.template;
  if (source.renderer === 'kustomize') return source;
  throw new TypeError(`template ${name} has no kustomization`);
}

function programMissing(problem: string) {
  return refuse(
    'ProgramMissing',
    problem,
    'Install kubectl where the backend runs.',
  );
}
