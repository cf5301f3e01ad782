import { mkdtemp, mkdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { KustomizeSource } from '../../config/types';
import { environmentKeys } from '../../template/keys/environmentKeys';
import { openFiles } from '../../template/sources/openFiles';
import { UrlSources } from '../../template/sources/UrlSources';
import { parseManifests, requireReadable } from '../normalise';
import { evaluatePlain } from '../plain/evaluatePlain';
import { RunProgram } from '../programs/limitedRunner';
import { ProgramFinder } from '../programs/ProgramFinder';
import { LookInput, Renderer, Rendering } from '../types';
import { collectSources, KustomizationPlace } from './collectSources';
import { kustomizeBuild } from './kustomizeBuild';
import { refuse } from './refused';

/**
 * Renders a kustomization by `kubectl kustomize`, on a copy of what it refers to. Expressions, `when` and
 * overrides are for the built objects; see {@link evaluatePlain}.
 */
export function createKustomizeRenderer(options: {
  programs: Pick<ProgramFinder, 'find'>;
  urls: Pick<UrlSources, 'open'>;
  run: RunProgram;
}): Renderer {
  const read = async (input: LookInput) => {
    const source = kustomizeSource(input);
    const kubectl = await options.programs.find('kubectl');
    if (kubectl.problem !== undefined) throw programMissing(kubectl.problem);
    const { signal } = input;
    const root = await openFiles(source.root, options.urls, input);
    try {
      const built = await build(
        { root: root.path, path: join(root.path, source.path) },
        { kubectl: kubectl.path, run: options.run, signal },
      );
      return { ...built, artifacts: root.artifacts };
    } finally {
      root.release();
    }
  };
  return {
    name: 'kustomize',
    async render(input) {
      const { objects, notes, artifacts } = await read(input);
      return { objects: evaluatePlain(objects, input), notes, artifacts };
    },
    async keys(input) {
      const { objects } = await read(input);
      return { keys: environmentKeys(objects.map(({ object }) => object)) };
    },
  };
}

async function build(
  place: KustomizationPlace,
  program: { kubectl: string; run: RunProgram; signal: AbortSignal },
): Promise<Pick<Rendering, 'objects' | 'notes'>> {
  const folder = await realpath(
    await mkdtemp(join(tmpdir(), 'stagings-kustomize-')),
  );
  try {
    const tree = join(folder, 'tree');
    await mkdir(tree);
    const name = await collectSources(place, tree);
    const built = await kustomizeBuild({ ...program, folder, tree, name });
    requireReadable([built.output]);
    return {
      objects: parseManifests(
        built.output,
        name === '' ? basename(place.path) : name,
      ),
      notes: built.notes,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function kustomizeSource(input: LookInput): KustomizeSource {
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
