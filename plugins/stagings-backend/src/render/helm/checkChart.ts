import { readdir, readFile, realpath } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { parseDocument } from 'yaml';
import { renderFailed } from '../renderFailed';
import { filesInArchive } from './charts/filesInArchive';
import { externalReference } from './externalReference';

/** A chart that may be rendered. */
export interface CheckedChart {
  /** Name that the chart gives itself. */
  name: string;
  /** What templates, also those of charts that it depends on, make of a render that is not the same each time. */
  uses: ReadonlySet<TemplateFeature>;
  /** The keys that lead to the values of each chart that it depends on, by the name of that chart. */
  dependencies: ReadonlyMap<string, string[]>;
}

/** What is found out while a chart is looked through. */
interface Findings {
  uses: Set<TemplateFeature>;
  dependencies: Map<string, string[]>;
}

/** `release`: is it an upgrade; `lookup`: what the cluster has; `random`: values that are new at each render. */
export type TemplateFeature = 'release' | 'lookup' | 'random';

/** What helm evaluates in a template; comments are none of it. */
const ACTION = /\{\{(?!-?\s*\/\*)[^]*?\}\}/g;

const FEATURES: ReadonlyArray<readonly [TemplateFeature, RegExp]> = [
  ['release', /\.Is(Upgrade|Install)\b/],
  ['lookup', /\blookup\b/],
  [
    'random',
    /\b(rand(AlphaNum|Alpha|Numeric|Ascii|Bytes|Int)|shuffle|uuidv4|gen(PrivateKey|CA|CAWithKey|SelfSignedCert|SelfSignedCertWithKey|SignedCert|SignedCertWithKey)|htpasswd|bcrypt|encryptAES|now)\b/,
  ],
];

/**
 * Refuses what helm would follow out of the chart: symbolic links, and references in a schema of values to
 * other files or addresses. Archives of charts that it depends on are looked into.
 *
 * @param name - of the place, for messages
 * @throws TerminalError also where the folder holds no chart
 */
export async function checkChart(
  chart: string,
  name: string = chart,
): Promise<CheckedChart> {
  const { root, description } = await openChart(chart, name);
  const findings: Findings = { uses: new Set(), dependencies: new Map() };
  await checkFolder(root, root, findings);
  return { name: chartName(description), ...findings };
}

async function openChart(
  chart: string,
  name: string,
): Promise<{ root: string; description: string }> {
  try {
    const root = await realpath(chart);
    const description = await readFile(join(root, 'Chart.yaml'), 'utf8');
    return { root, description };
  } catch (cause) {
    throw renderFailed(
      'ChartNotFound',
      `there is no Helm chart in ${name}: it has no Chart.yaml`,
      {
        text: 'Correct helm.chart of the template; a path is relative to the working directory of the backend.',
        audience: 'platform',
      },
      cause,
    );
  }
}

/** A description that cannot be read is for helm to report. */
function chartName(description: string): string {
  const document = parseDocument(description, { uniqueKeys: false });
  return String(document.get('name') ?? '');
}

async function checkFolder(
  root: string,
  folder: string,
  findings: Findings,
): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isSymbolicLink()) await checkLink(root, path);
    if (entry.isDirectory()) await checkFolder(root, path, findings);
    else await checkFile(path, relative(root, path), findings);
  }
}

async function checkFile(
  path: string,
  name: string,
  findings: Findings,
): Promise<void> {
  if (isRead(name)) checkText(name, await readFile(path, 'utf8'), findings);
  if (!isVendored(name)) return;
  for (const file of await filesInArchive(path, isRead, name)) {
    checkText(`${name}/${file.name}`, file.text, findings);
  }
}

const SCHEMA = /(^|\/)values\.schema\.json$/;
/** Within an archive, the chart's own description stands in a folder of its name. */
const DEPENDENCY = /(^|\/)charts\/.*\bChart\.yaml$|^[^/]+\/Chart\.yaml$/;
const TEMPLATE = /(^|\/)templates\//;

function isRead(name: string): boolean {
  return [SCHEMA, TEMPLATE, DEPENDENCY].some(kind => kind.test(name));
}

/** `db`, `metrics` of `charts/db-1.0.0.tgz/db/charts/metrics/Chart.yaml`. */
function keysOf(name: string): string[] {
  const folders = name.replace(
    /(^|\/)charts\/[^/]+\.(tgz|tar\.gz)\//g,
    '$1charts/',
  );
  return [...folders.matchAll(/(?:^|\/)charts\/([^/]+)/g)].flatMap(
    ([, key]) => key ?? [],
  );
}

function isVendored(name: string): boolean {
  return /(^|\/)charts\/[^/]+\.(tgz|tar\.gz)$/.test(name);
}

function checkText(name: string, text: string, findings: Findings): void {
  if (SCHEMA.test(name)) checkSchema(name, text);
  if (DEPENDENCY.test(name)) {
    const keys = keysOf(name);
    findings.dependencies.set(keys.at(-1) ?? '', keys);
  }
  if (!TEMPLATE.test(name)) return;
  const actions = text.match(ACTION)?.join('\n') ?? '';
  for (const [feature, pattern] of FEATURES) {
    if (pattern.test(actions)) findings.uses.add(feature);
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

function checkSchema(name: string, text: string): void {
  const reference = externalReference(text);
  if (reference === undefined) return;
  throw refused(
    `${name} refers to "${reference}"; only references within the file, which begin with #, are allowed`,
    'Copy what the reference points to into the schema.',
  );
}

function refused(message: string, text: string) {
  return renderFailed('RenderFailed', message, { text, audience: 'platform' });
}
