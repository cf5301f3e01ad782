import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { Bench } from './Bench';
import { COMPONENTS } from './benchConfig';
import { chartArguments, Manifest, renderChart, WEB_PARAMETERS } from './chart';
import { operationTimes, Session, untilRunning } from './session';
import { now } from './statistics';

const PODS = 3;

/** How long a first deploy took, in milliseconds, and the part of it that was the render. */
export interface DeployTime {
  total: number;
  render: number;
}

/** The least that it can take: the namespace, then all objects at once over connections that are open. */
export async function deployBare({ api, programs }: Bench, namespace: string) {
  const [first, ...rest] = await renderChart(programs, namespace);
  if (!first) throw new Error('The chart has no objects');
  await api.warmUp(rest.length);
  const since = now();
  await api.apply(first);
  await Promise.all(rest.map(object => api.apply(object)));
  const total = now() - since;
  await api.untilReady(namespace, PODS);
  return { total, render: 0 };
}

/** `kubectl apply --server-side` of the rendered objects. */
export async function deployByKubectl(
  { api, programs }: Bench,
  namespace: string,
): Promise<DeployTime> {
  const objects = await renderChart(programs, namespace);
  return withFile(objects, async file => {
    const since = now();
    await programs.kubectl('apply', '--server-side', '--filename', file);
    const total = now() - since;
    await api.untilReady(namespace, PODS);
    return { total, render: 0 };
  });
}

/** `helm upgrade --install`, which renders as well. */
export async function deployByHelm(
  bench: Bench,
  namespace: string,
  ...more: string[]
): Promise<DeployTime> {
  const { api, programs } = bench;
  const since = now();
  await programs.helm(
    'upgrade',
    '--install',
    ...chartArguments('bench', namespace),
    '--create-namespace',
    ...more,
  );
  const total = now() - since;
  await api.untilReady(namespace, PODS);
  return { total, render: 0 };
}

/** A new staging, from the accepted request to the last object. */
export async function deployStaging(
  bench: Bench,
  session: Session,
): Promise<DeployTime & { id: string; name: string; namespace: string }> {
  const staging = await createStaging(bench, session, 0);
  const since = now();
  await untilRunning(session, [staging.id]);
  const { appliedAt, render } = await operationTimes(session, staging);
  return { ...staging, total: appliedAt - since, render };
}

/** Asks for a staging of the chart, of one component after the other. */
export async function createStaging(
  bench: Bench,
  { client }: Session,
  index: number,
) {
  const { id, name, namespace } = await client.createStaging({
    entityRef: COMPONENTS[index % COMPONENTS.length] ?? '',
    template: 'web',
    branch: bench.newBranch(),
    parameters: WEB_PARAMETERS,
  });
  bench.adopt(namespace);
  return { id, name, namespace };
}

async function withFile<T>(
  objects: Manifest[],
  use: (file: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'stagings-bench-'));
  try {
    const file = join(folder, 'objects.yaml');
    writeFileSync(file, objects.map(object => stringify(object)).join('---\n'));
    return await use(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
