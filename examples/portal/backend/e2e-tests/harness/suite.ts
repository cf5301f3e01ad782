import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Staging, StagingsClient } from 'backstage-plugin-stagings-common';
import { Live, startCluster, TestCluster } from './cluster';
import { Portal, PortalOptions } from './portal';
import { TOKEN } from './portalConfig';
import { startRegistry, TestRegistry } from './registry';

const LOOK_EVERY_MS = 200;
const CATALOG_LIMIT_MS = 60_000;

/** Portal, cluster, registry and client of a group of tests. */
export interface Suite {
  readonly cluster: TestCluster;
  readonly registry: TestRegistry;
  readonly portal: Portal;
  readonly client: StagingsClient;
  /** Has a staging deleted that no test needs any more; that it goes is waited for once, after all tests. */
  discard(id: string): Promise<void>;
}

/**
 * Call inside `describe`, or at the top of a file: starts a portal of the group's own before its tests, and
 * removes it afterwards.
 */
export function useSuite(options: PortalOptions = {}): Suite {
  let started: Omit<Suite, 'discard'> | undefined;
  const discarded: string[] = [];
  const running = () => {
    if (!started) throw new Error('The suite runs only during its tests');
    return started;
  };
  before(async () => {
    started = await startSuite(options);
  });
  after(async () => {
    try {
      await Promise.all(
        discarded.map(id => untilDeleted(running().client, id)),
      );
    } finally {
      await started?.portal.remove();
      await started?.cluster.close();
      await started?.registry.close();
    }
  });
  return {
    get cluster() {
      return running().cluster;
    },
    get registry() {
      return running().registry;
    },
    get portal() {
      return running().portal;
    },
    get client() {
      return running().client;
    },
    async discard(id) {
      await running().client.deleteStaging(id);
      discarded.push(id);
    },
  };
}

async function startSuite(
  options: PortalOptions,
): Promise<Omit<Suite, 'discard'>> {
  const cluster = await startCluster();
  const registry = await startRegistry();
  const portal = await Portal.start(cluster, registry, options);
  const client = clientOf(portal, TOKEN);
  await catalogIsRead(client);
  return { cluster, registry, portal, client };
}

/** Waits until the components of the demo are known; the catalog reads its files some seconds after the portal is ready. */
export async function catalogIsRead(client: StagingsClient): Promise<void> {
  const deadline = Date.now() + CATALOG_LIMIT_MS;
  for (;;) {
    const templates = await client
      .listTemplates('component:default/shop')
      .catch(error => {
        if (Date.now() > deadline) throw error;
        return [];
      });
    if (templates.length > 0) return;
    await sleep(LOOK_EVERY_MS);
  }
}

/** A client that calls as a service. */
export function clientOf(portal: Portal, token: string): StagingsClient {
  return new StagingsClient({
    discoveryApi: { getBaseUrl: async () => `${portal.url}/api/stagings` },
    fetchApi: {
      fetch: (url, init) =>
        fetch(url, {
          ...init,
          headers: { ...init?.headers, authorization: `Bearer ${token}` },
        }),
    },
  });
}

/** Reads a staging again and again until it is as wanted; says how it was instead when time runs out. */
export async function until(
  client: StagingsClient,
  id: string,
  what: string,
  wanted: (staging: Staging) => boolean,
  limitMs = 60_000,
): Promise<Staging> {
  const deadline = Date.now() + limitMs;
  for (;;) {
    const staging = await client.getStaging(id);
    if (wanted(staging)) return staging;
    assert.ok(
      Date.now() < deadline,
      `${staging.name} is not ${what} after ${limitMs} ms: ${JSON.stringify(
        staging.status,
      )}`,
    );
    await sleep(LOOK_EVERY_MS);
  }
}

/** Deletes a staging, and waits until nothing of it is left. */
export async function remove(
  client: StagingsClient,
  id: string,
): Promise<Staging> {
  await client.deleteStaging(id);
  return untilDeleted(client, id);
}

function untilDeleted(client: StagingsClient, id: string): Promise<Staging> {
  return until(client, id, 'deleted', s => s.status.phase === 'deleted');
}

export const isRunning = ({ status }: Staging) =>
  status.phase === 'running' && status.health === 'healthy';

export const isFailed = ({ status }: Staging) => status.phase === 'failed';

/** Live objects of one kind in a staging's namespace, by name. */
export async function liveObjects(
  cluster: TestCluster,
  api: string,
  staging: Staging,
  plural: string,
): Promise<Map<string, Live>> {
  const items = await cluster.list(
    `${api}/namespaces/${staging.namespace}/${plural}`,
  );
  return new Map(items.map(item => [item.metadata.name, item]));
}

/** A branch name that no other run uses, since the cluster may be shared. */
export function branchName(topic: string): string {
  return `feature/${topic}-${Date.now().toString(36)}`;
}
