import { cp, lstat, mkdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { Artifact } from 'backstage-plugin-stagings-common';
import { HeldFolder } from '../../../template/sources/FolderCache';
import { RenderNote } from '../../types';
import { RemoteChart } from '../charts/RemoteChart';
import { aboutDependency, dependencyFailed } from './failures';
import { DependencyLimits, findDependency } from './findDependency';
import { isIn, missingDependencies } from './missing';
import { ChartDescription, Dependency, readChart } from './readChart';

/** A chart that was pulled, until it is released. */
export interface PulledChart extends HeldFolder {
  artifacts: Artifact[];
  notes: RenderNote[];
}

/** What a chart may lead to, and who gets it. */
export interface DependencyAccess extends DependencyLimits {
  pull(chart: RemoteChart): Promise<PulledChart>;
}

/** Charts that one chart may lead to: those that refer to each other could go on for ever. */
const MAX_CHARTS = 50;
/** Of the chart and all that it leads to. */
const MAX_BYTES = 256 * 1024 * 1024;

/** Collects a chart and all that it leads to. */
export class Assembly {
  readonly artifacts: Artifact[] = [];
  readonly notes: RenderNote[] = [];
  private bytes = 0;
  private charts = 0;

  constructor(private readonly access: DependencyAccess) {}

  async add(source: string, target: string): Promise<void> {
    await this.copy(source, target);
    const description = await readChart(source);
    if (!description) return;
    const missing = await missingDependencies(source, description);
    if (missing.length === 0) return;
    const charts = join(target, 'charts');
    await requireFolder(charts);
    for (const dependency of missing) {
      this.charts += 1;
      if (this.charts > MAX_CHARTS) throw tooMuch(`${MAX_CHARTS} charts`);
      const place = findDependency(dependency, source, this.access);
      if (place.from === 'folder') {
        await this.addFolder(dependency, place.path, charts);
      } else {
        await this.addPulled(dependency, place.chart, charts);
      }
    }
  }

  /** Links stay links, so that whoever checks the copy sees where they lead. */
  private async copy(source: string, target: string): Promise<void> {
    await cp(source, target, {
      recursive: true,
      verbatimSymlinks: true,
      filter: async path => {
        this.bytes += (await lstat(path)).size;
        if (this.bytes <= MAX_BYTES) return true;
        throw tooMuch(`${MAX_BYTES / 1024 / 1024} MiB`);
      },
    });
  }

  private async addPulled(
    dependency: Dependency,
    chart: RemoteChart,
    charts: string,
  ): Promise<void> {
    const pulled = await this.access.pull(chart).catch(error => {
      throw aboutDependency(error, dependency.name);
    });
    try {
      const found = await requireWanted(dependency, pulled.path);
      await this.copy(
        pulled.path,
        join(charts, `${found.name}-${found.version}`),
      );
      this.artifacts.push(...pulled.artifacts);
      this.notes.push(...pulled.notes);
    } finally {
      pulled.release();
    }
  }

  private async addFolder(
    dependency: Dependency,
    path: string,
    charts: string,
  ): Promise<void> {
    const real = await realpath(path).catch(() => path);
    const { root } = this.access;
    if (real !== root && !real.startsWith(`${root}/`)) {
      throw dependencyFailed(
        `the chart depends on ${dependency.name}: a symbolic link leads out of the folder that the template reads`,
        'Replace the link by the chart.',
      );
    }
    await requireWanted(dependency, real);
    await this.add(real, join(charts, dependency.name));
  }
}

function tooMuch(limit: string) {
  return dependencyFailed(
    `the chart and what it depends on come to more than ${limit}`,
    'Look for file:// entries among the dependencies that lead in a circle, or pack the chart by helm package.',
  );
}

/** @throws TerminalError where a folder holds another chart than the one that is wanted */
async function requireWanted(
  { name, version, repository }: Dependency,
  folder: string,
): Promise<ChartDescription> {
  const found = await readChart(folder);
  if (found?.name === name && isIn(found.version, version)) return found;
  throw dependencyFailed(
    `the chart depends on ${name}: ${
      found
        ? `${repository} has ${found.name} ${found.version} instead of ${name} ${version}`
        : `there is no chart at ${repository}`
    }`,
    'Correct its entry among the dependencies in Chart.yaml.',
  );
}

/** @throws TerminalError where it is something else: what is written there would go elsewhere */
async function requireFolder(path: string): Promise<void> {
  await mkdir(path).catch(() => {});
  if ((await lstat(path)).isDirectory()) return;
  throw dependencyFailed(
    'charts is no folder, so nothing that the chart depends on can be put there',
    'Replace the link or file by a folder.',
  );
}
