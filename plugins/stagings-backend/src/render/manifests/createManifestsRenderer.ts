import { FileSource } from '../../config/types';
import { environmentKeys } from '../../template/keys/environmentKeys';
import { openFiles } from '../../template/sources/openFiles';
import { UrlSources } from '../../template/sources/UrlSources';
import { parseManifests, requireReadable } from '../normalise';
import { evaluatePlain } from '../plain/evaluatePlain';
import { LookInput, Renderer, Rendering } from '../types';
import { readManifestFiles } from './readManifestFiles';

/** Renders plain YAML files; see {@link evaluatePlain} for what is done to their objects. */
export function createManifestsRenderer(options: {
  urls: Pick<UrlSources, 'open'>;
}): Renderer {
  const readAll = async (input: LookInput) => {
    const read = await Promise.all(
      pathsOf(input).map(files => readObjects(files, options.urls, input)),
    );
    input.signal.throwIfAborted();
    return {
      objects: read.flatMap(({ objects }) => objects),
      artifacts: read.flatMap(({ artifacts }) => artifacts),
    };
  };
  return {
    name: 'manifests',
    async render(input) {
      const { objects, artifacts } = await readAll(input);
      return { objects: evaluatePlain(objects, input), notes: [], artifacts };
    },
    async keys(input) {
      const { objects } = await readAll(input);
      return { keys: environmentKeys(objects.map(({ object }) => object)) };
    },
  };
}

function pathsOf({ template }: LookInput): FileSource[] {
  const { source, name } = template;
  if (source.renderer === 'manifests') return source.paths;
  throw new TypeError(`template ${name} has no manifests`);
}

async function readObjects(
  source: FileSource,
  urls: Pick<UrlSources, 'open'>,
  input: LookInput,
): Promise<Pick<Rendering, 'objects' | 'artifacts'>> {
  const { path, name, artifacts, release } = await openFiles(
    source,
    urls,
    input,
  );
  try {
    const files = await readManifestFiles(path, name);
    requireReadable(files.map(({ text }) => text));
    return {
      objects: files.flatMap(file => parseManifests(file.text, file.name)),
      artifacts,
    };
  } finally {
    release();
  }
}
