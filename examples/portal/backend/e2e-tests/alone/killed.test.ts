import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  StagingsClient,
  StagingSummary,
} from 'backstage-plugin-stagings-common';
import { startCluster, TestCluster } from '../harness/cluster';
import { Footprint, footprints } from '../harness/footprint';
import {
  HoldingProxy,
  Passage,
  startHoldingProxy,
  StopPoint,
} from '../harness/holdingProxy';
import { Portal } from '../harness/portal';
import { SuiteConfig, TOKEN } from '../harness/portalConfig';
import { startRegistry } from '../harness/registry';
import { catalogIsRead, clientOf } from '../harness/suite';

/**
 * Many stagings go through all operations together, and in each operation the work on each of them stops at a
 * point of its own: a call to the cluster, before the cluster has seen it or after it has carried it out. When
 * all stand at their points, one SIGKILL hits them all, and the next start of the portal has to bring them to
 * where one is that was left alone.
 *
 * Each write of each operation is hit once, before or after in turn. With `E2E_KILLED_ALL=1` each is hit both
 * before and after.
 */
const ALL = process.env.E2E_KILLED_ALL !== undefined;
const WALKERS = ALL ? 70 : 36;
/** So many walk at a time: a call that is held back may wait for the others less than the portal's limit. */
const AT_ONCE = 14;
/** Those that stop last, when all is healthy, have most of the way to go, and go first. */
const TO_THE_END = 4;
const REACHED_WITHIN_MS = 60_000;
const SETTLED_WITHIN_MS = 120_000;
const SAME_WITHIN_MS = 30_000;
const QUIET_MS = 2_000;
const COMPONENTS = ['shop', 'search', 'storefront'];
const TEMPLATE = 'killed-chart';

/** Each write, and then calls of any sort, among which reads lie between writes to the portal's database. */
function stopsAmong(writes: string[]): StopPoint[] {
  const atWrites = writes.flatMap((write, index): StopPoint[] => {
    const stop = (moment: StopPoint['moment']): StopPoint => ({
      at: 'write',
      write,
      moment,
    });
    if (ALL) return [stop('before'), stop('after')];
    return [stop(index % 2 ? 'after' : 'before')];
  });
  const atCalls = Array.from(
    { length: WALKERS },
    (_, index): StopPoint => ({
      at: 'call',
      call: 2 * index + 1,
      moment: 'before',
    }),
  );
  // One is left alone.
  return [...atWrites, ...atCalls].slice(0, WALKERS - 1);
}

/** How late a staging stops: reads come more often than writes. */
function latenessOf(stop: StopPoint | undefined, writes: string[]): number {
  if (!stop) return Infinity;
  return stop.at === 'write' ? 3 * writes.indexOf(stop.write) : stop.call;
}

/** One of the stagings. */
interface Walker {
  id: string;
  name: string;
  component: string;
  stop?: StopPoint;
  passage: Passage;
}

/** Something that people ask for. */
interface Operation {
  order(client: StagingsClient, walker: Walker): Promise<unknown>;
  isDone(staging: StagingSummary): boolean;
  /** Its hooks, each of which runs once. */
  hooks: string[];
}

const isUp = (revision: number) => (staging: StagingSummary) =>
  staging.status.phase === 'running' &&
  staging.status.health === 'healthy' &&
  staging.status.deployedRevision === revision;

const isIn = (phase: string) => (staging: StagingSummary) =>
  staging.status.phase === phase;

const firstDeploy: Operation = {
  order: async (client, walker) => {
    const created = await client.createStaging({
      entityRef: `component:default/${walker.component}`,
      template: TEMPLATE,
      branch: `feature/${walker.name}`,
      name: walker.name,
      parameters: { version: '1', old: true },
    });
    walker.id = created.id;
  },
  isDone: isUp(1),
  hooks: ['migrate', 'seed'],
};

const change: Operation = {
  order: (client, { id }) =>
    client.updateStaging(id, { parameters: { version: '2', old: false } }),
  isDone: isUp(2),
  hooks: ['migrate', 'seed'],
};

const archive: Operation = {
  order: (client, { id }) => client.command(id, 'archive'),
  isDone: isIn('archived'),
  hooks: [],
};

const restore: Operation = {
  order: (client, { id }) => client.command(id, 'restore'),
  isDone: isUp(2),
  hooks: [],
};

const removal: Operation = {
  order: (client, { id }) => client.deleteStaging(id),
  isDone: isIn('deleted'),
  hooks: ['back-up', 'sign-off'],
};

/** The stagings between a portal and its cluster. */
class Matrix {
  private readonly client: StagingsClient;
  readonly walkers: Walker[];

  constructor(
    private readonly cluster: TestCluster,
    private readonly proxy: HoldingProxy,
    private readonly portal: Portal,
  ) {
    this.client = clientOf(portal, TOKEN);
    const run = Date.now().toString(36).slice(-5);
    this.walkers = Array.from({ length: WALKERS }, (_, index) => {
      const name = `killed-${run}-${index}`;
      const component = COMPONENTS[index % COMPONENTS.length]!;
      return { id: '', name, component, passage: proxy.follow(`stg-${name}`) };
    });
  }

  /** Has all stagings go through an operation, with a kill in the middle. Answers what they are then. */
  async killDuring(operation: Operation): Promise<Footprint[]> {
    const began = Date.now();
    const writes = await this.walkToStops(operation);
    const stopped = this.walkers.filter(({ passage }) => passage.stoppedAt);
    const reached = Date.now();
    await this.portal.stop('SIGKILL');
    for (const { passage } of this.walkers) passage.release();
    await this.portal.start();
    const started = Date.now();
    await this.untilAll(SETTLED_WITHIN_MS, operation.isDone);
    const settled = Date.now();
    console.log(
      `${stopped.length} stagings stopped after ${
        reached - began
      } ms, the portal started in ${started - reached} ms, all settled ${
        settled - started
      } ms later`,
    );
    const hit = stopped.map(({ passage }) => passage.stoppedAt);
    const missed = writes.filter(write => !hit.includes(write));
    assert.deepEqual(missed, [], 'all writes are in the matrix');
    for (const walker of this.walkers) {
      const { madeJobs } = walker.passage;
      assert.deepEqual(madeJobs, operation.hooks, placeOf(walker));
    }
    return this.requireSame();
  }

  /** The one whose point is behind the end of each operation. */
  private get leftAlone(): Walker {
    return this.walkers.at(-1)!;
  }

  /**
   * One goes all the way and shows the writes; the others stop at them. Those that stop late begin first, so that none
   * has to stand for long. Answers the writes.
   */
  private async walkToStops(operation: Operation): Promise<string[]> {
    await this.untilQuiet();
    for (const walker of this.walkers) {
      walker.stop = undefined;
      walker.passage = this.proxy.follow(`stg-${walker.name}`);
    }
    await this.walk(operation, [this.leftAlone]);
    const writes = [...this.leftAlone.passage.writes];
    const others = this.walkers.slice(0, -1);
    stopsAmong(writes).forEach((stop, index) => {
      const walker = others[index]!;
      walker.stop = stop;
      walker.passage = this.proxy.follow(`stg-${walker.name}`, stop);
    });
    const lateFirst = others.sort(
      (one, other) =>
        latenessOf(other.stop, writes) - latenessOf(one.stop, writes),
    );
    await this.walk(operation, lateFirst.splice(0, TO_THE_END));
    while (lateFirst.length > 0) {
      await this.walk(operation, lateFirst.splice(0, AT_ONCE));
    }
    return writes;
  }

  private async walk(operation: Operation, wave: Walker[]): Promise<void> {
    await Promise.all(wave.map(walker => operation.order(this.client, walker)));
    await this.untilAll(
      REACHED_WITHIN_MS,
      operation.isDone,
      wave,
      ({ passage }) => passage.stoppedAt !== undefined,
    );
  }

  /** What the portal looks into by itself would count as a part of the next operation. */
  private async untilQuiet(): Promise<void> {
    await untilNothingIsLeft(SETTLED_WITHIN_MS, async () =>
      this.proxy.quietFor() < QUIET_MS ? ['the portal asks the cluster'] : [],
    );
  }

  /** Waits until all stagings are done, or excused. */
  private async untilAll(
    limitMs: number,
    isDone: Operation['isDone'],
    walkers = this.walkers,
    isExcused: (walker: Walker) => boolean = () => false,
  ): Promise<void> {
    await untilNothingIsLeft(limitMs, async () => {
      const { items } = await this.client.listStagings({
        state: 'all',
        limit: 100,
      });
      const found = new Map(items.map(item => [item.id, item]));
      return walkers.flatMap(walker => {
        const staging = found.get(walker.id);
        if (isExcused(walker) || (staging && isDone(staging))) return [];
        return `${placeOf(walker)}: ${JSON.stringify(staging?.status)}`;
      });
    });
  }

  /**
   * Compares all with the one that was left alone. Controllers may need a moment, and so may the portal, until it
   * has found out that its cluster answers.
   */
  private async requireSame(): Promise<Footprint[]> {
    const { walkers, cluster, client } = this;
    const ids = walkers.map(({ id }) => id);
    let found: Footprint[] = [];
    await untilNothingIsLeft(SAME_WITHIN_MS, async () => {
      try {
        found = await footprints(cluster, client, ids);
      } catch (error) {
        return [`the portal cannot tell: ${error}`];
      }
      const model = found.at(-1)!;
      return found.flatMap(({ shared }, index) => {
        try {
          assert.deepEqual(shared, model.shared);
          return [];
        } catch (error) {
          return `${placeOf(walkers[index]!)}: ${error}`;
        }
      });
    });
    return found;
  }
}

/** Which staging it is, for messages. */
function placeOf({ name, stop, passage }: Walker): string {
  return passage.stoppedAt
    ? `${name}, stopped ${stop?.moment} ${passage.stoppedAt}`
    : name;
}

/** Looks again and again. */
async function untilNothingIsLeft(
  limitMs: number,
  look: () => Promise<string[]>,
): Promise<void> {
  const deadline = Date.now() + limitMs;
  for (;;) {
    const left = await look();
    if (left.length === 0) return;
    assert.ok(
      Date.now() < deadline,
      `${left.length} are not so far after ${limitMs} ms: ${left[0]}`,
    );
    await sleep(300);
  }
}

function adapt(config: SuiteConfig) {
  const { stagings } = config;
  const template = {
    name: TEMPLATE,
    title: TEMPLATE,
    cluster: 'target',
    helm: {
      chart: join(__dirname, '../templates', TEMPLATE),
      values: {
        host: '${{ staging.host }}',
        version: '${{ parameters.version }}',
        old: '${{ parameters.old }}',
      },
    },
    parameters: {
      type: 'object',
      properties: { version: { type: 'string' }, old: { type: 'boolean' } },
    },
  };
  const target = { ...stagings.clusters.target, maxInFlight: 200 };
  return {
    ...config,
    stagings: {
      ...stagings,
      clusters: { target },
      templates: [template],
      // One that is held back keeps its worker.
      engine: { workers: 64 },
    },
  };
}

describe(
  'a portal that is killed in the middle of an operation',
  { skip: !process.env.KUBECONFIG && 'needs the API server of KUBECONFIG' },
  () => {
    const closers: (() => Promise<void> | void)[] = [];
    let cluster: TestCluster;
    let matrix: Matrix;
    let own: Footprint['own'][];

    before(async () => {
      cluster = await startCluster();
      closers.push(() => cluster.close());
      const registry = await startRegistry();
      closers.push(() => registry.close());
      const proxy = await startHoldingProxy(cluster);
      closers.push(() => proxy.close());
      const portal = await Portal.start(proxy.cluster, registry, { adapt });
      closers.push(() => portal.remove());
      await catalogIsRead(clientOf(portal, TOKEN));
      matrix = new Matrix(cluster, proxy, portal);
    });
    after(async () => {
      for (const close of closers.reverse()) await close();
    });

    const ownOf = (found: Footprint[]) => found.map(each => each.own);

    it('completes a first deploy', async () => {
      own = ownOf(await matrix.killDuring(firstDeploy));
      for (const { volumes, password } of own) {
        assert.equal(volumes.length, 1);
        assert.ok(password);
      }
    });

    it('completes a change with a migration, a replacement and a prune', async () => {
      assert.deepEqual(ownOf(await matrix.killDuring(change)), own);
    });

    it('completes an archive, which keeps data', async () => {
      // Somebody wanted more pods than the chart has.
      for (const { name } of matrix.walkers) {
        const path = `/apis/apps/v1/namespaces/stg-${name}/deployments/worker`;
        await cluster.edit('PATCH', path, { spec: { replicas: 2 } });
      }
      const found = await matrix.killDuring(archive);
      assert.deepEqual(ownOf(found), own);
      const running = found
        .at(-1)!
        .shared.made.filter(line => line.includes('Running'));
      assert.deepEqual(running, []);
    });

    it('completes a restore, with the same data and as many pods as there were', async () => {
      const found = await matrix.killDuring(restore);
      assert.deepEqual(ownOf(found), own);
      const workers = found
        .at(-1)!
        .shared.made.filter(line =>
          /^pods of \S+\/worker:1: Running/.test(line),
        );
      assert.equal(workers.length, 2);
    });

    it('completes a delete, which leaves nothing', async () => {
      const [{ shared } = assert.fail('no staging')] = await matrix.killDuring(
        removal,
      );
      assert.deepEqual([shared.stated, shared.made], [[], []]);
      for (const { name } of matrix.walkers) {
        const path = `/api/v1/namespaces/stg-${name}`;
        assert.equal((await cluster.get(path)).status, 404);
      }
    });
  },
);
