import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  StagingsClient,
  StagingSummary,
} from 'backstage-plugin-stagings-common';
import { seeded } from '../generators/random';
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
import { postgres, TestPostgres } from '../harness/postgres';
import { startRegistry } from '../harness/registry';
import { catalogIsRead, clientOf } from '../harness/suite';

/**
 * Many stagings go through all operations together, and in each operation the work on each of them stops at a
 * point of its own: a call to the cluster, before the cluster has seen it or after it has carried it out. When
 * all stand at their points, one SIGKILL hits them all, and the next start of the portal has to bring them to
 * where one is that was left alone.
 *
 * Each write of each operation is hit once, before or after in turn. With `E2E_KILLED_ALL=1` a second portal is hit at
 * the other side of each, and a third at random moments; the second has PostgreSQL, where `E2E_POSTGRES` names a server.
 * `E2E_KILLED_SEED` repeats the random moments of another run.
 */
const { E2E_KILLED_ALL, E2E_KILLED_SEED } = process.env;
const WALKERS = 36;
/** So many walk at a time: a call that is held back may wait for the others less than the portal's limit. */
const AT_ONCE = 14;
/** Those that stop last, when all is healthy, have most of the way to go, and go first. */
const TO_THE_END = 4;
const REACHED_WITHIN_MS = 60_000;
const SETTLED_WITHIN_MS = 120_000;
const SAME_WITHIN_MS = 30_000;
const QUIET_MS = 2_000;
/** At moments that nobody chose, a portal is killed so often in an operation, each time within so many milliseconds. */
const KILLS = 2;
const KILLED_WITHIN_MS = 5_000;
const COMPONENTS = ['shop', 'search', 'storefront'];
const TEMPLATE = 'killed-chart';

/** At which side of the first write the work stops; at the others in turn. */
type FirstSide = StopPoint['moment'];

/** Each write, and then calls of any sort, among which reads lie between writes to the portal's database. */
function stopsAmong(writes: string[], first: FirstSide): StopPoint[] {
  const offset = first === 'before' ? 0 : 1;
  const atWrites = writes.map(
    (write, index): StopPoint => ({
      at: 'write',
      write,
      moment: (index + offset) % 2 ? 'after' : 'before',
    }),
  );
  const atCalls = Array.from(
    { length: WALKERS },
    (_, index): StopPoint => ({
      at: 'call',
      call: 2 * index + 1 + offset,
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

  /**
   * Has all stagings go through an operation, with a kill while each stands at a point of its own. Answers what they
   * are then.
   */
  async killAtStops(
    operation: Operation,
    first: FirstSide,
  ): Promise<Footprint[]> {
    const writes = await this.walkToStops(operation, first);
    const hit = this.walkers.map(({ passage }) => passage.stoppedAt);
    const missed = writes.filter(write => !hit.includes(write));
    assert.deepEqual(missed, [], 'all writes are in the matrix');
    await this.restart();
    return this.requireDone(operation);
  }

  /** The same with kills at moments after the order that `chooseMs` chooses. */
  async killAtMoments(
    operation: Operation,
    chooseMs: () => number,
  ): Promise<Footprint[]> {
    await this.beginAnew();
    await this.walk(operation, [this.leftAlone]);
    const others = this.walkers.slice(0, -1);
    await Promise.all(
      others.map(walker => operation.order(this.client, walker)),
    );
    for (let kill = 0; kill < KILLS; kill += 1) {
      await sleep(chooseMs());
      await this.restart();
    }
    return this.requireDone(operation);
  }

  private async restart(): Promise<void> {
    await this.portal.stop('SIGKILL');
    for (const { passage } of this.walkers) passage.release();
    await this.portal.start();
  }

  private async requireDone(operation: Operation): Promise<Footprint[]> {
    await this.untilAll(SETTLED_WITHIN_MS, operation.isDone);
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
  private async walkToStops(
    operation: Operation,
    first: FirstSide,
  ): Promise<string[]> {
    await this.beginAnew();
    await this.walk(operation, [this.leftAlone]);
    const writes = [...this.leftAlone.passage.writes];
    const others = this.walkers.slice(0, -1);
    stopsAmong(writes, first).forEach((stop, index) => {
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

  private async beginAnew(): Promise<void> {
    await this.untilQuiet();
    for (const walker of this.walkers) {
      walker.stop = undefined;
      walker.passage = this.proxy.follow(`stg-${walker.name}`);
    }
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

/** How a portal is killed. */
interface Way {
  name: string;
  database?: TestPostgres;
  kill(matrix: Matrix, operation: Operation): Promise<Footprint[]>;
}

function waysOf(): Way[] {
  const ways: Way[] = [
    {
      name: 'in the middle of an operation',
      kill: (matrix, operation) => matrix.killAtStops(operation, 'before'),
    },
  ];
  if (E2E_KILLED_ALL) {
    ways.push({
      name: 'at the other side of each write',
      database: postgres(),
      kill: (matrix, operation) => matrix.killAtStops(operation, 'after'),
    });
  }
  if (E2E_KILLED_ALL || E2E_KILLED_SEED) {
    const seed = Number(E2E_KILLED_SEED ?? Date.now() % 1_000_000);
    const random = seeded(seed);
    ways.push({
      name: `at random moments, E2E_KILLED_SEED=${seed}`,
      kill: (matrix, operation) =>
        matrix.killAtMoments(operation, () => random.below(KILLED_WITHIN_MS)),
    });
  }
  return ways;
}

for (const { name: way, database, kill } of waysOf()) {
  describe(
    `a portal that is killed ${way}`,
    {
      skip: !process.env.KUBECONFIG && 'needs the API server of KUBECONFIG',
    },
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
        if (database) closers.push(() => database.drop());
        const portal = await Portal.start(proxy.cluster, registry, {
          adapt,
          database: database?.config,
        });
        closers.push(() => portal.remove());
        await catalogIsRead(clientOf(portal, TOKEN));
        matrix = new Matrix(cluster, proxy, portal);
      });
      after(async () => {
        for (const close of closers.reverse()) await close();
      });

      const ownOf = (found: Footprint[]) => found.map(each => each.own);

      it('completes a first deploy', async () => {
        own = ownOf(await kill(matrix, firstDeploy));
        for (const { volumes, password } of own) {
          assert.equal(volumes.length, 1);
          assert.ok(password);
        }
      });

      it('completes a change with a migration, a replacement and a prune', async () => {
        assert.deepEqual(ownOf(await kill(matrix, change)), own);
      });

      it('completes an archive, which keeps data', async () => {
        // Somebody wanted more pods than the chart has.
        for (const { name } of matrix.walkers) {
          const path = `/apis/apps/v1/namespaces/stg-${name}/deployments/worker`;
          await cluster.edit('PATCH', path, { spec: { replicas: 2 } });
        }
        const found = await kill(matrix, archive);
        assert.deepEqual(ownOf(found), own);
        const running = found
          .at(-1)!
          .shared.made.filter(line => line.includes('Running'));
        assert.deepEqual(running, []);
      });

      it('completes a restore, with the same data and as many pods as there were', async () => {
        const found = await kill(matrix, restore);
        assert.deepEqual(ownOf(found), own);
        const workers = found
          .at(-1)!
          .shared.made.filter(line =>
            /^pods of \S+\/worker:1: Running/.test(line),
          );
        assert.equal(workers.length, 2);
      });

      it('completes a delete, which leaves nothing', async () => {
        const [{ shared } = assert.fail('no staging')] = await kill(
          matrix,
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
}
