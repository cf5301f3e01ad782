import { JsonObject, JsonValue } from '@backstage/types';
import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { isJsonObject } from '../json';
import { ChartDescription } from './chartKeys';
import { valueComments } from './valueComments';

/** Charts within charts within charts are rare; deeper ones are left out. */
const MAX_NESTING = 3;
/** Larger files are read by nobody who looks for a key. */
const MAX_BYTES = 1024 * 1024;
const FILES = ['Chart.yaml', 'values.yaml', 'values.schema.json'] as const;

/** The files of a chart that say what its values are. */
export interface ChartFiles {
  texts: Partial<Record<(typeof FILES)[number], string>>;
  /** By the name of their folder, sorted. */
  subcharts: ReadonlyMap<string, ChartFiles>;
}

/**
 * Reads what a chart's folder says of its values. Packed charts within it are left out.
 *
 * @param folder - that holds the Chart.yaml
 */
export async function readChartFiles(
  folder: string,
  nesting = 0,
): Promise<ChartFiles> {
  const texts: ChartFiles['texts'] = {};
  for (const file of FILES) {
    const text = await readIfThere(join(folder, file));
    if (text !== undefined) texts[file] = text;
  }
  const subcharts = new Map<string, ChartFiles>();
  if (nesting < MAX_NESTING) {
    for (const name of await foldersIn(join(folder, 'charts'))) {
      const path = join(folder, 'charts', name);
      subcharts.set(name, await readChartFiles(path, nesting + 1));
    }
  }
  return { texts, subcharts };
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    if ((await stat(path)).size > MAX_BYTES) return undefined;
    return await readFile(path, 'utf8');
  } catch {
    return undefined;
  }
}

async function foldersIn(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
  return entries
    .filter(entry => entry.isDirectory())
    .map(entry => entry.name)
    .sort();
}

/** Tells charts apart by what they say of their values. */
export function digestOf(files: ChartFiles): string {
  const hash = createHash('sha256');
  const add = ({ texts, subcharts }: ChartFiles) => {
    for (const file of FILES) {
      const text = texts[file];
      hash.update(text === undefined ? '-' : `${text.length}:${text}`);
    }
    for (const [name, subchart] of subcharts) {
      hash.update(`(${name}`);
      add(subchart);
      hash.update(')');
    }
  };
  add(files);
  return hash.digest('hex');
}

/** Understands a chart's files. What is malformed says nothing: a render reports it. */
export function describeChart({
  texts,
  subcharts,
}: ChartFiles): ChartDescription {
  const values = texts['values.yaml'] ?? '';
  const schema = readJson(texts['values.schema.json']);
  return {
    values: readYaml(values),
    comments: valueComments(values),
    ...(isJsonObject(schema) && { schema }),
    subcharts: new Map(
      [...subcharts].flatMap(([folder, files]) =>
        keysOf(texts['Chart.yaml'], folder, files).map(
          key => [key, describeChart(files)] as const,
        ),
      ),
    ),
  };
}

/** The keys of a chart's values in the chart around it: its aliases there, else its name. */
function keysOf(
  outer: string | undefined,
  folder: string,
  { texts }: ChartFiles,
): string[] {
  const own = readYaml(texts['Chart.yaml']);
  if (own.type === 'library') return [];
  const name = typeof own.name === 'string' ? own.name : folder;
  const { dependencies } = readYaml(outer);
  const aliases = (Array.isArray(dependencies) ? dependencies : []).flatMap(
    dependency =>
      isJsonObject(dependency) && dependency.name === name
        ? [String(dependency.alias ?? name)]
        : [],
  );
  return aliases.length > 0 ? aliases : [name];
}

function readYaml(text = ''): JsonObject {
  try {
    // Comparing each key with all others would take for ever where there are many.
    const value: JsonValue = parse(text, { uniqueKeys: false });
    return isJsonObject(value) ? value : {};
  } catch {
    return {};
  }
}

function readJson(text = 'null'): JsonValue {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
