import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { isFields, textAt } from '../../../model/read';
import { dependencyFailed } from './failures';

/** A chart that another one depends on, as that one names it. */
export interface Dependency {
  name: string;
  /** Exact, or a range; empty where any will do. */
  version: string;
  /** Empty where it is expected in the folder `charts/`. */
  repository: string;
}

/** What a chart says of itself. */
export interface ChartDescription {
  name: string;
  version: string;
  dependencies: Dependency[];
  /** What `helm dependency update` chose for them; undefined where nothing is locked. */
  lock?: Dependency[];
}

/** Charts of version 1 have their own files for what they depend on. */
const FILES = {
  v1: ['requirements.yaml', 'requirements.lock'],
  v2: ['Chart.yaml', 'Chart.lock'],
} as const;

/**
 * Reads the description of the chart in a folder. One that is missing, or is no map, is for helm to report.
 *
 * @returns undefined where there is none that can be read
 * @throws TerminalError where its dependencies cannot be those of a chart
 */
export async function readChart(
  folder: string,
): Promise<ChartDescription | undefined> {
  const chart = await readMap(join(folder, 'Chart.yaml'));
  if (!chart) return undefined;
  const isFirst = textAt(chart, 'apiVersion') === 'v1';
  const [wishes, choices] = FILES[isFirst ? 'v1' : 'v2'];
  const wished = isFirst ? await readMap(join(folder, wishes)) : chart;
  const chosen = await readMap(join(folder, choices));
  return {
    name: String(chart.name ?? ''),
    version: String(chart.version ?? ''),
    dependencies: dependenciesOf(wished, wishes),
    ...(chosen && { lock: dependenciesOf(chosen, choices) }),
  };
}

async function readMap(
  path: string,
): Promise<Record<string, unknown> | undefined> {
  try {
    const found: unknown = parse(await readFile(path, 'utf8'), {
      uniqueKeys: false,
    });
    return isFields(found) ? found : undefined;
  } catch {
    return undefined;
  }
}

/** Names are parts of addresses and paths. */
const NAME = /^[a-z0-9][a-z0-9._-]*$/i;
/** Versions stand among the arguments of a program. */
const VERSION = /^[a-z0-9<>=~^*!v][\w<>=~^*!|.,+\- ]*$/i;

function dependenciesOf(
  map: Record<string, unknown> | undefined,
  file: string,
): Dependency[] {
  const entries = Array.isArray(map?.dependencies) ? map.dependencies : [];
  return entries.map((entry: unknown, index) => {
    const [name, version, repository] = ['name', 'version', 'repository'].map(
      key => text(entry, key),
    ) as [string, string, string];
    const place = `dependencies[${index}]`;
    requireForm(NAME, name, `${file}: ${place}.name`);
    if (version !== '') {
      requireForm(VERSION, version, `${file}: ${place}.version`);
    }
    return { name, version, repository };
  });
}

function text(entry: unknown, key: string): string {
  const value = isFields(entry) ? entry[key] : undefined;
  return value === undefined || value === null ? '' : String(value).trim();
}

function requireForm(form: RegExp, value: string, place: string): void {
  if (form.test(value)) return;
  throw dependencyFailed(
    `${place} is ${JSON.stringify(value)}, which names no chart`,
    'Correct the entry.',
  );
}
