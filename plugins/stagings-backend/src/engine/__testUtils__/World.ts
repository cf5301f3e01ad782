import { OperationKind } from 'backstage-plugin-stagings-common';
import { Knex } from 'knex';
import { ObjectRef } from '../../cluster/types';
import { InventoryEntry } from '../../model/inventory';
import { KubeObject } from '../../model/kubeObject';
import { LifecycleRequest, transition } from '../../model/lifecycle';
import { StagingRecord } from '../../model/staging';
import { ImageState } from '../../registry';
import {
  claimDue,
  findStaging,
  insertOperation,
  insertStaging,
  listOperations,
  readInventory,
  readLog,
  releaseLease,
  updateStaging,
  wake,
} from '../../store';
import {
  operationRecord,
  stagingRecord,
} from '../../store/__testUtils__/records';
import { reconcile } from '../reconcile';
import { engineContext } from './engineContext';
import { FakeCluster } from './fakeCluster';

const NEVER_ABORTS = new AbortController().signal;

const WEB: ObjectRef = {
  group: 'apps',
  version: 'v1',
  kind: 'Deployment',
  namespace: 'stg-shop',
  name: 'web',
};

/** A portal's engine with one staging, `shop`, on a cluster of its own. */
export class World {
  readonly cluster: FakeCluster;
  readonly context: ReturnType<typeof engineContext>;
  readonly id: string;
  /** What registries know of images that are set here; others are not looked up. */
  readonly images = new Map<string, ImageState>();
  private revision = 1;

  constructor(db: Knex, manifests: string, id: string) {
    this.cluster = new FakeCluster(id);
    this.context = engineContext({
      db,
      cluster: this.cluster,
      manifests,
      imageState: image => this.images.get(image) ?? { state: 'notListed' },
    });
    this.id = id;
  }

  async create(record: Partial<StagingRecord> = {}): Promise<void> {
    await insertStaging(
      this.context.db,
      stagingRecord({
        id: this.id,
        name: 'shop',
        cluster: this.cluster.name,
        namespace: 'stg-shop',
        host: 'shop.example.com',
        parameters: { old: true, size: 'small' },
        ...record,
      }),
      {},
    );
    await this.begin('deploy');
  }

  async request(
    request: Exclude<LifecycleRequest, 'redeploy'>,
    patch: Partial<StagingRecord> = {},
  ): Promise<void> {
    const current = await this.staging();
    if (request === 'update') this.revision += 1;
    await updateStaging(this.context.db, this.id, {
      ...patch,
      ...transition(current, request),
      revision: this.revision,
    });
    await this.begin(request === 'update' ? 'deploy' : request);
  }

  /** One turn of a worker. Answers whether it wants another one. */
  async turn(signal = NEVER_ABORTS): Promise<boolean> {
    const { db } = this.context;
    await wake(db, this.id, { priority: 'user' });
    const [claim] = await claimDue(db, {
      owner: 'worker',
      leaseMs: 60_000,
      limit: 1,
    });
    if (!claim) throw new Error('the staging is in other hands');
    const next = await reconcile(this.context, claim, signal);
    await releaseLease(db, claim, next);
    return next.wakeAfterMs !== undefined;
  }

  /** Turns, with the cluster's controllers at work between them, until the engine rests. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 10; turn++) {
      const again = await this.turn();
      this.cluster.advance();
      if (!again) return;
    }
    throw new Error('the engine does not come to rest');
  }

  /**
   * Kills the worker at the call of this number, as a crash of the process would: its lease is void, and
   * nothing that it still tries is written.
   * @returns the call, or undefined where there were fewer
   */
  async crashAt(
    count: number,
    moment: 'before' | 'after',
  ): Promise<string | undefined> {
    const killed = new AbortController();
    let crashed: string | undefined;
    let seen = 0;
    this.cluster.interfere = async (now, call) => {
      killed.signal.throwIfAborted();
      if (now !== moment) return;
      seen += 1;
      if (seen !== count) return;
      crashed = `${moment} ${call}`;
      await this.context
        .db('stagings')
        .where({ id: this.id })
        .update({
          lease_owner: null,
          lease_until: null,
          lease_token: this.context.db.raw('lease_token + 1'),
        });
      killed.abort(new Error('killed'));
      killed.signal.throwIfAborted();
    };
    try {
      while (await this.turn(killed.signal)) this.cluster.advance();
    } catch (error) {
      if (!killed.signal.aborted) throw error;
    }
    this.cluster.interfere = async () => {};
    return crashed;
  }

  /** Scales the Deployment by hand. */
  async scale(replicas: number): Promise<void> {
    await this.cluster.mergePatch(WEB, { spec: { replicas } });
    this.cluster.advance();
  }

  async staging(): Promise<StagingRecord> {
    const staging = await findStaging(this.context.db, this.id);
    if (!staging) throw new Error('the staging is not stored');
    return staging;
  }

  inventory(): Promise<InventoryEntry[]> {
    return readInventory(this.context.db, this.id);
  }

  /** The log of the newest operation, each line with its level. */
  async log(): Promise<string[]> {
    const { db } = this.context;
    const [newest] = await listOperations(db, this.id, { limit: 1 });
    const lines = newest ? await readLog(db, newest.id) : [];
    return lines.map(({ level, message }) => `${level}: ${message}`);
  }

  /** All that must be the same, however often the engine was interrupted. */
  async outcome() {
    const staging = await this.staging();
    const [operation] = await listOperations(this.context.db, this.id, {
      limit: 1,
    });
    const live = this.cluster.all();
    const uids = new Map(
      live.map(({ kind, metadata }) => [
        `${kind} ${metadata.name}`,
        metadata.uid,
      ]),
    );
    return {
      phase: staging.phase,
      reason: staging.phaseExplanation?.reason,
      health: staging.health,
      appliedRevision: staging.appliedRevision,
      deployedRevision: staging.deployedRevision,
      recordedScales: staging.recordedScales,
      operation: operation?.state,
      inventory: (await this.inventory())
        .map(({ kind, name, actuation, revision, uid }) => ({
          object: `${kind} ${name}`,
          actuation,
          revision,
          isLive: uid !== undefined && uid === uids.get(`${kind} ${name}`),
        }))
        .sort((a, b) => a.object.localeCompare(b.object)),
      objects: live.map(contentOf).sort(),
    };
  }

  private async begin(kind: OperationKind): Promise<void> {
    const { db } = this.context;
    const earlier = await listOperations(db, this.id, { limit: 100 });
    const id = `${this.id}-${earlier.length}`;
    await insertOperation(
      db,
      operationRecord({
        id,
        stagingId: this.id,
        kind,
        revision: this.revision,
        createdAt: Date.now(),
      }),
    );
  }
}

/** An object without what differs between two stagings or two clusters. */
function contentOf({ kind, metadata, spec, data }: KubeObject): string {
  return JSON.stringify({ kind, name: metadata.name, spec, data }, (_, value) =>
    typeof value === 'string' && value.startsWith('uid-') ? 'uid' : value,
  );
}
