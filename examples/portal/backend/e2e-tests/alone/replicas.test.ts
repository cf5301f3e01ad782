import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { ResponseError } from '@backstage/errors';
import { Staging, StagingsClient } from 'backstage-plugin-stagings-common';
import { Knex } from 'knex';
import { startCluster, TestCluster } from '../harness/cluster';
import { Portal } from '../harness/portal';
import { TOKEN } from '../harness/portalConfig';
import { postgres, TestPostgres } from '../harness/postgres';
import { RecordedWrite, startRecordingProxy } from '../harness/recordingProxy';
import { startRegistry } from '../harness/registry';
import {
  branchName,
  catalogIsRead,
  clientOf,
  isRunning,
  liveObjects,
} from '../harness/suite';

const STAGINGS = 50;
const CHANGE_FOR_MS = Number(process.env.E2E_REPLICAS_SECONDS ?? 120) * 1000;
/** How many people change them, each so often on the average. */
const PEOPLE = 4;
const PACE_MS = 500;
/** The lease of a staging, and one look for work. */
const TAKEN_OVER_WITHIN_MS = 25_000;
const SETTLED_WITHIN_MS = 180_000;

const database = postgres();

/** What people asked for last, as far as a portal accepted it. */
interface Wanted {
  id: string;
  state: 'running' | 'archived' | 'deleted';
  version: string;
}

/** Ends something that was started. */
type Closer = () => Promise<void> | void;

/** Two portals that share a database and a cluster, and everything that is written down about them. */
class World {
  changes = 0;
  private readonly unanswered = new Map<Wanted, Promise<unknown>>();
  private readonly branch = branchName('replicas');

  private constructor(
    private readonly cluster: TestCluster,
    private readonly db: Knex,
    private readonly portals: Portal[],
    readonly writes: RecordedWrite[],
  ) {}

  /** @param closers - where everything that is started registers its end */
  static async start(shared: TestPostgres, closers: Closer[]): Promise<World> {
    closers.push(() => shared.drop());
    const cluster = await startCluster();
    closers.push(() => cluster.close());
    const registry = await startRegistry();
    closers.push(() => registry.close());
    const db = shared.connect();
    closers.push(() => db.destroy());
    const writes: RecordedWrite[] = [];
    const proxies = await Promise.all(
      ['a', 'b'].map(name =>
        startRecordingProxy(name, cluster, {
          ownerOf: namespace => leaseOwner(db, namespace),
          onWrite: write => writes.push(write),
        }),
      ),
    );
    closers.push(...proxies.map(proxy => () => proxy.close()));
    const portals: Portal[] = [];
    // One after the other: the portal's own catalog cannot migrate an empty database from two replicas at once.
    for (const proxy of proxies) {
      const portal = await Portal.start(proxy.cluster, registry, {
        database: shared.config,
      });
      closers.push(() => portal.remove());
      portals.push(portal);
    }
    const world = new World(cluster, db, portals, writes);
    await Promise.all(world.clients().map(catalogIsRead));
    return world;
  }

  private clients(): StagingsClient[] {
    return this.portals.map(portal => clientOf(portal, TOKEN));
  }

  async createAll(): Promise<Wanted[]> {
    const [a, b] = this.clients();
    return Promise.all(
      Array.from({ length: STAGINGS }, async (_, index) => {
        const client = index % 2 ? a! : b!;
        const { id } = await client.createStaging({
          entityRef: 'component:default/shop',
          template: 'replicas',
          branch: `${this.branch}-${index}`,
          parameters: { version: '1' },
        });
        return { id, state: 'running' as const, version: '1' };
      }),
    );
  }

  /** Lets several people change stagings, each their own. */
  async changeAtRandom(wanted: Wanted[], forMs: number): Promise<void> {
    const end = Date.now() + forMs;
    await Promise.all(
      Array.from({ length: PEOPLE }, async (_, person) => {
        const own = wanted.filter((__, index) => index % PEOPLE === person);
        while (Date.now() < end) {
          await this.change(own[Math.floor(Math.random() * own.length)]!);
          await sleep(Math.random() * PACE_MS * 2);
        }
      }),
    );
    await Promise.all(this.unanswered.values());
    for (const staging of this.unanswered.keys()) await this.readBack(staging);
  }

  /** Asks one of the portals for a random change; one that is refused changes nothing. */
  private async change(staging: Wanted): Promise<void> {
    const client = this.clients()[Math.random() < 0.5 ? 0 : 1]!;
    const request = randomChange(client, staging.id);
    const answer = await Promise.race([
      request.catch(error => (error instanceof ResponseError ? error : null)),
      sleep(5_000, null, { ref: false }),
    ]);
    if (answer === null) {
      // The portal was killed, or stands still: nobody knows yet what became of the request.
      this.unanswered.set(
        staging,
        request.catch(() => undefined),
      );
    } else if (!(answer instanceof ResponseError)) {
      this.changes += 1;
      staging.state = answer.desired;
      staging.version = String(answer.parameters.version);
    }
  }

  /** A portal that was killed or paused may have stored the change before. */
  private async readBack(staging: Wanted): Promise<void> {
    const row = await this.db('stagings')
      .where({ id: staging.id })
      .first<{ desired: Wanted['state']; parameters: string | object }>(
        'desired',
        'parameters',
      );
    const { version } =
      typeof row.parameters === 'string'
        ? JSON.parse(row.parameters)
        : row.parameters;
    staging.state = row.desired;
    staging.version = version;
  }

  /** Kills one portal, lets the other stand still longer than its leases hold, each in its time. */
  async disturb(forMs: number): Promise<void> {
    const [a, b] = this.portals;
    await sleep(forMs / 6);
    let held = await this.leases();
    while (held.size === 0) held = await this.leases();
    await b!.stop('SIGKILL');
    await this.untilTakenOver(held);
    await b!.start();
    await sleep(forMs / 12);
    const goOn = a!.pause();
    await sleep(TAKEN_OVER_WITHIN_MS);
    goOn();
  }

  private async leases(): Promise<Map<string, number>> {
    const rows = await this.db('stagings')
      .whereNotNull('lease_owner')
      .select<{ id: string; lease_token: number }[]>('id', 'lease_token');
    return new Map(rows.map(row => [row.id, Number(row.lease_token)]));
  }

  private async untilTakenOver(held: Map<string, number>): Promise<void> {
    const since = Date.now();
    for (;;) {
      const now = await this.leases();
      const stuck = [...held].filter(([id, token]) => now.get(id) === token);
      if (stuck.length === 0) {
        console.log(
          `${held.size} leases were ended or taken over within ${
            Date.now() - since
          } ms of the kill`,
        );
        return;
      }
      assert.ok(
        Date.now() - since < TAKEN_OVER_WITHIN_MS,
        `${stuck.length} stagings of a dead backend were not taken over`,
      );
      await sleep(200);
    }
  }

  /** Answers how many milliseconds it took. */
  async untilSettled(wanted: Wanted[]): Promise<number> {
    const since = Date.now();
    for (;;) {
      const open = await this.unsettled(wanted);
      if (open.length === 0) return Date.now() - since;
      assert.ok(
        Date.now() - since < SETTLED_WITHIN_MS,
        `not settled: ${JSON.stringify(open.slice(0, 5))}`,
      );
      await sleep(1_000);
    }
  }

  private async unsettled(wanted: Wanted[]): Promise<object[]> {
    const [client] = this.clients();
    const stagings = await Promise.all(
      wanted.map(({ id }) => client!.getStaging(id)),
    );
    return stagings
      .filter((staging, index) => !isAsWanted(staging, wanted[index]!))
      .map(({ name, desired, revision, status }) => ({
        name,
        desired,
        revision,
        status,
      }));
  }

  /** The cluster has of each staging exactly what was asked for last. */
  async checkCluster(wanted: Wanted[]): Promise<void> {
    const [client] = this.clients();
    for (const { id, state, version } of wanted) {
      const staging = await client!.getStaging(id);
      const name = `${staging.name} (${state})`;
      const objects = (api: string, plural: string) =>
        liveObjects(this.cluster, api, staging, plural);
      const web = (await objects('/apis/apps/v1', 'deployments')).get('web');
      if (state === 'deleted') {
        const path = `/api/v1/namespaces/${staging.namespace}`;
        assert.equal((await this.cluster.get(path)).status, 404, name);
        continue;
      }
      if (state === 'archived') {
        // One that was archived before its first deploy has no objects at all.
        assert.equal(web?.spec?.replicas ?? 0, 0, name);
        assert.equal((await objects('/api/v1', 'pods')).size, 0, name);
      }
      if (state === 'running') {
        assert.ok(web, name);
        const { template, replicas } = web.spec as unknown as {
          replicas: number;
          template: { spec: { containers: { image: string }[] } };
        };
        assert.equal(replicas, 1, name);
        const image = `registry.example.com/shop/web:${version}`;
        assert.equal(template.spec.containers[0]!.image, image, name);
      }
    }
  }

  async removeAll(wanted: Wanted[]): Promise<void> {
    const [client] = this.clients();
    const left = wanted.filter(({ state }) => state !== 'deleted');
    await Promise.all(left.map(({ id }) => client!.deleteStaging(id)));
    for (const staging of left) staging.state = 'deleted';
    await this.untilSettled(left);
  }

  /** Writes of a portal to a staging that another process, or none, held the lease of. */
  strangers(): RecordedWrite[] {
    const portalOf = new Map<string, string>();
    return this.writes.filter(({ owner, portal }) => {
      if (!owner) return true;
      const first = portalOf.get(owner) ?? portal;
      portalOf.set(owner, first);
      return first !== portal;
    });
  }

  /** Writes of both portals to one staging at the same time. */
  overlaps(): object[] {
    const byNamespace = new Map<string, RecordedWrite[]>();
    for (const write of this.writes) {
      const others = byNamespace.get(write.namespace) ?? [];
      byNamespace.set(write.namespace, [...others, write]);
    }
    return [...byNamespace.values()].flatMap(writes =>
      writes.flatMap((one, index) =>
        writes
          .slice(index + 1)
          .filter(
            other =>
              other.portal !== one.portal &&
              other.from < one.to &&
              one.from < other.to,
          )
          .map(other => ({ one, other })),
      ),
    );
  }
}

async function leaseOwner(
  db: Knex,
  namespace: string,
): Promise<string | undefined> {
  const row = await db('stagings')
    .where({ namespace })
    .first<{ lease_owner: string | null }>('lease_owner');
  return row?.lease_owner ?? undefined;
}

function isAsWanted(staging: Staging, { state, version }: Wanted): boolean {
  const { phase } = staging.status;
  if (state !== 'running') return phase === state;
  return (
    isRunning(staging) &&
    staging.parameters.version === version &&
    staging.status.deployedRevision === staging.revision
  );
}

function randomChange(client: StagingsClient, id: string): Promise<Staging> {
  const version = String(Math.floor(Math.random() * 1000) + 2);
  const dice = Math.random();
  if (dice < 0.55) {
    return client.updateStaging(id, { parameters: { version } });
  }
  if (dice < 0.7) return client.command(id, 'redeploy');
  if (dice < 0.83) return client.command(id, 'archive');
  if (dice < 0.99) return client.command(id, 'restore');
  return client.deleteStaging(id);
}

describe(
  'two backends on one database',
  {
    skip: database ? false : 'E2E_POSTGRES names no PostgreSQL server',
    timeout: 900_000,
  },
  () => {
    const closers: Closer[] = [];
    let world: World;
    before(async () => {
      world = await World.start(database!, closers);
    });
    after(async () => {
      for (const close of closers.reverse()) await close();
    });

    it('brings every staging to what was asked for last, whatever dies meanwhile', async () => {
      const wanted = await world.createAll();
      await Promise.all([
        world.changeAtRandom(wanted, CHANGE_FOR_MS),
        world.disturb(CHANGE_FOR_MS),
      ]);
      const settled = await world.untilSettled(wanted);
      console.log(
        `${world.changes} changes accepted, ${
          world.writes.length
        } writes; settled after ${Math.round(settled / 1000)} s`,
      );
      await world.checkCluster(wanted);
      assert.deepEqual(world.overlaps(), [], 'two owners wrote at once');
      assert.deepEqual(world.strangers(), [], 'a write without the lease');
      await world.removeAll(wanted);
    });
  },
);
