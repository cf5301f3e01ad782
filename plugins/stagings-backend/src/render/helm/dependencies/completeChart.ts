import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Assembly, DependencyAccess, PulledChart } from './Assembly';
import { missingDependencies } from './missing';
import { readChart } from './readChart';

/**
 * Gives a chart what it depends on and does not bring: a copy of it with all of that in `charts/`. The chart itself
 * stays as it is, without a lock that was not there.
 *
 * @returns undefined for a chart that lacks nothing
 * @throws TerminalError where something cannot be had, WaitingError where its place cannot be reached
 */
export async function completeChart(
  chart: string,
  access: DependencyAccess,
): Promise<PulledChart | undefined> {
  const description = await readChart(chart);
  if (!description) return undefined;
  const missing = await missingDependencies(chart, description);
  if (missing.length === 0) return undefined;
  const folder = await realpath(
    await mkdtemp(join(tmpdir(), 'stagings-chart-')),
  );
  const release = () => {
    rm(folder, { recursive: true, force: true }).catch(() => {});
  };
  try {
    const target = join(folder, 'chart');
    const root = await realpath(access.root);
    const source = await realpath(chart);
    const assembly = new Assembly({ ...access, root });
    await assembly.add(source, target);
    const { artifacts, notes } = assembly;
    return { path: target, artifacts, notes, release };
  } catch (error) {
    release();
    throw error;
  }
}
