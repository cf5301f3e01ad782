import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { satisfies, validRange } from 'semver';
import { parse } from 'yaml';
import { filesInArchive } from '../charts/filesInArchive';
import { dependencyFailed } from './failures';
import { ChartDescription, Dependency, readChart } from './readChart';

/**
 * What a chart depends on and does not bring in its folder `charts/`, in the version that its lock has chosen.
 * Helm tells what is there by name alone.
 *
 * @throws TerminalError where the lock was not made for it
 */
export async function missingDependencies(
  folder: string,
  chart: ChartDescription,
): Promise<Dependency[]> {
  if (chart.dependencies.length === 0) return [];
  const brought = await broughtCharts(join(folder, 'charts'));
  return chart.dependencies.flatMap((dependency, index) =>
    brought.has(dependency.name) ? [] : [locked(chart, dependency, index)],
  );
}

function locked(
  { lock }: ChartDescription,
  wished: Dependency,
  index: number,
): Dependency {
  if (!lock) return wished;
  const chosen = lock[index];
  const fits =
    chosen?.name === wished.name &&
    chosen.repository === wished.repository &&
    isIn(chosen.version, wished.version);
  if (fits) return chosen;
  throw dependencyFailed(
    `Chart.lock was made for other dependencies than those of Chart.yaml: ${
      wished.name
    } ${wished.version} is not what it has${
      chosen ? `, which is ${chosen.name} ${chosen.version}` : ''
    }`,
    'Run "helm dependency update" in the folder of the chart, and commit Chart.lock.',
  );
}

/** Whether a version is in a range; a range of a sort that only helm knows is taken on trust. */
export function isIn(version: string, range: string): boolean {
  const known = validRange(range.replaceAll(',', ' '));
  return (
    known === null || satisfies(version, known, { includePrerelease: true })
  );
}

/** Names of the charts in a folder `charts/`, unpacked or not. */
async function broughtCharts(folder: string): Promise<Set<string>> {
  const entries = await readdir(folder).catch(() => []);
  const names = await Promise.all(
    entries.map(entry =>
      /\.(tgz|tar\.gz)$/.test(entry)
        ? nameInArchive(join(folder, entry))
        : readChart(join(folder, entry)).then(chart => chart?.name),
    ),
  );
  return new Set(names.filter(name => name !== undefined));
}

async function nameInArchive(file: string): Promise<string | undefined> {
  const [description] = await filesInArchive(
    file,
    name => /^[^/]+\/Chart\.yaml$/.test(name),
    `charts/${basename(file)}`,
  );
  const about: unknown =
    description && parse(description.text, { uniqueKeys: false });
  return about instanceof Object && 'name' in about
    ? String(about.name)
    : undefined;
}
