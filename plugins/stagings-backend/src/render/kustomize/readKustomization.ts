import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Document, isAlias, isScalar, parseAllDocuments, visit } from 'yaml';
import { Fields, isFields } from '../../model/read';
import { refuse } from './refused';

/** Names that kustomize looks for. */
const NAMES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** Keys that the guard looks at; kustomize takes them in any case. */
const KEYS = new Map(
  [
    'resources',
    'bases',
    'components',
    'generators',
    'transformers',
    'validators',
    'crds',
    'configurations',
    'openapi',
    'patches',
    'patchesStrategicMerge',
    'patchesJson6902',
    'replacements',
    'configMapGenerator',
    'secretGenerator',
    'helmCharts',
    'helmChartInflationGenerator',
    'helmGlobals',
    'apiVersion',
    'kind',
    'metadata',
    'annotations',
    'path',
    'paths',
    'files',
    'envs',
    'env',
  ].map(key => [key.toLowerCase(), key]),
);

/** Larger ones, in characters, are none that people write. */
const MAX_LENGTH = 1024 * 1024;

/** A file with its documents, whose known keys are in their usual case. */
export interface KustomizeFile {
  name: string;
  documents: Fields[];
}

/**
 * Reads the kustomization of a folder. Should there be several, all are read: kustomize itself objects.
 *
 * @param folder - absolute
 * @param name - of the folder, for messages
 * @throws TerminalError for YAML that cannot be read, or that has a key twice
 */
export async function readKustomization(
  folder: string,
  name: string,
): Promise<KustomizeFile[]> {
  const files = await Promise.all(
    NAMES.map(file => readIfThere(join(folder, file))),
  );
  return files.flatMap((text, index) => {
    const file = join(name, NAMES[index] ?? '');
    return text === undefined ? [] : [parseKustomizeFile(text, file)];
  });
}

/**
 * Reads every document of a file, so that what kustomize reads is among them. Keys that it would read as the same
 * are refused, since it takes only one of them.
 *
 * @throws TerminalError
 */
export function parseKustomizeFile(text: string, name: string): KustomizeFile {
  if (text.includes('\0')) throw unreadable(name, 'it is not UTF-8 text');
  if (text.length > MAX_LENGTH) {
    throw unreadable(name, 'it is larger than 1 MiB');
  }
  const documents = parseAllDocuments(text, {
    merge: true,
    // The library compares each key with all others, which takes for ever where there are many.
    uniqueKeys: false,
    logLevel: 'error',
  });
  return {
    name,
    documents: [...documents].flatMap(document => {
      const content = contentOf(document, name);
      return isFields(content) ? [content] : [];
    }),
  };
}

function contentOf(document: Document, name: string): unknown {
  const [error] = document.errors;
  if (error) throw unreadable(name, error.message, error);
  refuseTags(document, name);
  refuseTwins(document, name);
  let content: unknown;
  try {
    content = document.toJS();
  } catch (cause) {
    throw unreadable(name, String(cause), cause);
  }
  return usualKeys(content, name);
}

/** A tag such as `!!binary` may hide an address from one reader and not from the other. */
function refuseTags(document: Document, name: string): void {
  visit(document, {
    Node: (_, node) => {
      const tag = isAlias(node) ? undefined : node.tag;
      if (tag) throw unreadable(name, `it uses the YAML tag ${tag}`);
    },
  });
}

function refuseTwins(document: Document, name: string): void {
  visit(document, {
    Map: (_, { items }) => {
      const keys = items.map(({ key }) =>
        isScalar(key) ? String(key.value) : key,
      );
      const twice = twiceIn(keys);
      if (twice !== undefined)
        throw unreadable(name, `${twice} is there twice`);
    },
  });
}

function twiceIn(keys: readonly unknown[]): unknown {
  const seen = new Set<unknown>();
  return keys.find(key => seen.size === seen.add(key).size);
}

function usualKeys(value: unknown, name: string): unknown {
  if (Array.isArray(value)) return value.map(item => usualKeys(item, name));
  if (!isFields(value)) return value;
  const entries = Object.entries(value).map(
    ([key, field]) =>
      [KEYS.get(key.toLowerCase()) ?? key, usualKeys(field, name)] as const,
  );
  const twice = twiceIn(entries.map(([key]) => key));
  if (twice !== undefined) throw unreadable(name, `${twice} is there twice`);
  return Object.fromEntries(entries);
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}

function unreadable(name: string, problem: string, cause?: unknown) {
  return refuse(
    'RenderFailed',
    `${name} cannot be read: ${problem.split('\n')[0]}`,
    `Correct ${basename(name)}.`,
    cause,
  );
}
