import { JsonValue } from '@backstage/types';
import { readdir, readFile, realpath } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { parseDocument } from 'yaml';
import { isJsonObject } from '../../template/json';
import { renderFailed } from '../renderFailed';

/** A chart that may be rendered. */
export interface CheckedChart {
  /** Name that the chart gives itself. */
  name: string;
}

/**
 * Refuses what helm would follow out of the chart: symbolic links, and references in a schema of values to
 * other files or addresses.
 *
 * @throws TerminalError also where the folder holds no chart
 */
export async function checkChart(chart: string): Promise<CheckedChart> {
  const { root, description } = await openChart(chart);
  await checkFolder(root, root);
  return { name: chartName(description) };
}

async function openChart(
  chart: string,
): Promise<{ root: string; description: string }> {
  try {
    const root = await realpath(chart);
    const description = await readFile(join(root, 'Chart.yaml'), 'utf8');
    return { root, description };
  } catch (cause) {
    throw renderFailed(
      'ChartNotFound',
      `there is no Helm chart in ${chart}: it has no Chart.yaml`,
      {
        text: 'Correct helm.chart of the template; it is relative to the working directory of the backend.',
        audience: 'platform',
      },
      cause,
    );
  }
}

/** A description that cannot be read is for helm to report. */
function chartName(description: string): string {
  return String(parseDocument(description).get('name') ?? '');
}

async function checkFolder(root: string, folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isSymbolicLink()) await checkLink(root, path);
    else if (entry.isDirectory()) await checkFolder(root, path);
    else if (entry.name === 'values.schema.json') await checkSchema(root, path);
  }
}

async function checkLink(root: string, path: string): Promise<void> {
  const target = await realpath(path).catch(() => undefined);
  if (target?.startsWith(root + sep)) return;
  throw refused(
    `${relative(root, path)} is a symbolic link that leads out of the chart`,
    'Replace the link by the file.',
  );
}

async function checkSchema(root: string, path: string): Promise<void> {
  const name = relative(root, path);
  const reference = externalReference(
    parseSchema(await readFile(path, 'utf8')),
  );
  if (reference === undefined) return;
  throw refused(
    `${name} refers to "${reference}"; only references within the file, which begin with #, are allowed`,
    'Copy what the reference points to into the schema.',
  );
}

/** A schema that is no JSON is for helm to report. */
function parseSchema(text: string): JsonValue {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function externalReference(schema: JsonValue | undefined): string | undefined {
  if (Array.isArray(schema)) return firstDefined(schema, externalReference);
  if (!isJsonObject(schema)) return undefined;
  for (const key of ['$ref', '$dynamicRef', '$recursiveRef']) {
    const reference = schema[key];
    if (typeof reference === 'string' && !reference.startsWith('#')) {
      return reference;
    }
  }
  return firstDefined(Object.values(schema), externalReference);
}

function firstDefined<T, R>(
  items: T[],
  find: (item: T) => R | undefined,
): R | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

function refused(message: string, text: string) {
  return renderFailed('RenderFailed', message, { text, audience: 'platform' });
}
