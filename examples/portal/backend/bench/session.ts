import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  Operation,
  Staging,
  StagingsClient,
} from 'backstage-plugin-stagings-common';
import { startCluster, TestCluster } from '../e2e-tests/harness/cluster';
import { Portal } from '../e2e-tests/harness/portal';
import { TOKEN } from '../e2e-tests/harness/portalConfig';
import { postgres } from '../e2e-tests/harness/postgres';
import { startRegistry } from '../e2e-tests/harness/registry';
import { catalogIsRead, clientOf } from '../e2e-tests/harness/suite';
import { benchConfig } from './benchConfig';

const LOOK_EVERY_MS = 250;
const SETTLE_LIMIT_MS = 1_200_000;

/** A running portal, and what is asked of it. */
export interface Session {
  client: StagingsClient;
  /** GET of an address below the plugin's, as text. */
  read(path: string): Promise<string>;
  /** Bytes after a garbage collection. */
  memory(): Promise<{ rss: number; heapUsed: number }>;
}

/** Starts a portal, with a database of its own, for the time of `use`. */
export async function withPortal(
  use: (session: Session) => Promise<void>,
  through: (cluster: TestCluster) => TestCluster = cluster => cluster,
): Promise<void> {
  const cluster = await startCluster();
  const registry = await startRegistry();
  const database = postgres();
  const folder = mkdtempSync(join(tmpdir(), 'stagings-bench-'));
  const memoryFile = join(folder, 'memory.json');
  const portal = await Portal.start(through(cluster), registry, {
    database: database?.config,
    adapt: benchConfig,
    environment: {
      NODE_OPTIONS: `--require ${resolve(__dirname, 'memoryOnSignal.cjs')}`,
      STAGINGS_BENCH_MEMORY: memoryFile,
    },
  });
  try {
    const client = clientOf(portal, TOKEN);
    await catalogIsRead(client);
    await use({
      client,
      read: path => readText(`${portal.url}/api/stagings${path}`),
      memory: () => readMemory(portal, memoryFile),
    });
  } finally {
    await portal.remove();
    await database?.drop();
    await registry.close();
    await cluster.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Waits until stagings are running and healthy, looking rarely, so as not to disturb. */
export async function untilRunning(
  { client }: Session,
  ids: readonly string[],
): Promise<void> {
  const open = new Set(ids);
  const deadline = Date.now() + SETTLE_LIMIT_MS;
  while (open.size > 0) {
    await sleep(LOOK_EVERY_MS * Math.max(1, Math.min(20, open.size / 10)));
    const { items } = await client.listStagings({ state: 'all', limit: 1000 });
    for (const { id, name, status } of items) {
      if (status.phase === 'failed') {
        throw new Error(`${name} failed: ${status.message}`);
      }
      if (status.phase === 'running' && status.health === 'healthy') {
        open.delete(id);
      }
    }
    if (Date.now() > deadline) {
      throw new Error(`${open.size} stagings do not become healthy`);
    }
  }
}

/** Deletes all stagings, and waits until nothing of them is left. */
export async function removeStagings({ client }: Session): Promise<void> {
  const deadline = Date.now() + SETTLE_LIMIT_MS;
  for (;;) {
    const { items } = await client.listStagings({ state: 'all', limit: 1000 });
    const left = items.filter(({ status }) => status.phase !== 'deleted');
    if (left.length === 0) return;
    const running = left.filter(({ desired }) => desired !== 'deleted');
    await Promise.all(running.map(({ id }) => client.deleteStaging(id)));
    if (Date.now() > deadline) {
      throw new Error(`${left.length} stagings cannot be removed`);
    }
    await sleep(1_000);
  }
}

/** What the newest operation of a staging says about itself; times in milliseconds since the epoch. */
export interface OperationTimes {
  appliedAt: number;
  endedAt: number;
  /** Milliseconds that the render took. */
  render: number;
}

/** @throws Error where the operation has not ended, or does not say what is asked */
export async function operationTimes(
  { client }: Session,
  staging: Pick<Staging, 'id' | 'name'>,
): Promise<OperationTimes> {
  const newest = await newestOperation(client, staging);
  const { log } = await client.getOperation(newest.id);
  const applied = log.find(({ message }) =>
    message.startsWith('All objects are applied'),
  );
  const rendered = log.flatMap(({ message }) => {
    const match = /^Rendered \d+ objects in (\d+) ms$/.exec(message);
    return match ? [Number(match[1])] : [];
  });
  if (!applied || !newest.endedAt || rendered[0] === undefined) {
    throw new Error(`The operation of ${staging.name} does not tell its times`);
  }
  return {
    appliedAt: Date.parse(applied.at),
    endedAt: Date.parse(newest.endedAt),
    render: rendered[0],
  };
}

async function newestOperation(
  client: StagingsClient,
  staging: Pick<Staging, 'id' | 'name'>,
): Promise<Operation> {
  const [newest] = await client.listOperations(staging.id);
  if (!newest) throw new Error(`${staging.name} has no operation`);
  return newest;
}

async function readText(url: string): Promise<string> {
  const answer = await fetch(url, {
    headers: { authorization: `Bearer ${TOKEN}` },
  });
  if (!answer.ok) throw new Error(`GET ${url}: ${answer.status}`);
  return answer.text();
}

async function readMemory(
  portal: Portal,
  file: string,
): Promise<{ rss: number; heapUsed: number }> {
  rmSync(file, { force: true });
  portal.signal('SIGUSR2');
  const deadline = Date.now() + 30_000;
  for (;;) {
    await sleep(100);
    const text = readIfThere(file);
    if (text) return JSON.parse(text);
    if (Date.now() > deadline) throw new Error('The portal tells no memory');
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
