import { mockCredentials } from '@backstage/backend-test-utils';
import { WorkloadName } from 'backstage-plugin-stagings-common';
import { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { ObjectRef } from '../../cluster/types';
import { InventoryEntry } from '../../model/inventory';
import { KubeObject } from '../../model/kubeObject';
import { transition } from '../../model/lifecycle';
import { OperationRecord } from '../../model/operation';
import { StagingInputs, StagingRecord } from '../../model/staging';
import { ImageState } from '../../registry';
import { Caller } from '../../service/caller';
import { cancelDeploy } from '../../service/cancelDeploy';
import { inputChanges } from '../../service/changes';
import { ChangeContext } from '../../service/context';
import { restartStaging } from '../../service/restartStaging';
import {
  beginOperation,
  requestState,
  StateRequest,
} from '../../service/transitions';
import {
  claimDue,
  currentOperation,
  findStaging,
  insertRevision,
  insertStaging,
  listOperations,
  readInventory,
  readLog,
  releaseLease,
  updateStaging,
  wake,
} from '../../store';
import { stagingRecord } from '../../store/__testUtils__/records';
import { reconcile } from '../reconcile';
import { Workspace } from '../Workspace';
import { engineContext } from './engineContext';
import { FakeCluster } from './fakeCluster';

/** Who is not due sooner has nothing to do but the regular check. */
const REST_MS = 60_000;

const CALLER: Caller = {
  type: 'service',
  actor: 'user:default/ann',
  credentials: mockCredentials.service(),
  grant: { subject: 'user:default/ann' },
};

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
    const staging = await this.staging();
    await this.storeRevision(staging);
    await beginOperation(this.context.db, staging, {
      id: randomUUID(),
      kind: 'deploy',
      caller: CALLER,
      changes: [],
      now: this.context.now(),
    });
  }

  async request(
    request: StateRequest,
    patch: Partial<StagingRecord> = {},
  ): Promise<void> {
    await updateStaging(this.context.db, this.id, patch);
    await requestState(this.service, this.id, CALLER, request);
  }

  /** Asks for other inputs, as the next revision. */
  async change(inputs: Partial<StagingInputs>): Promise<void> {
    const { db } = this.context;
    const current = await this.staging();
    const { commit, parameters, overrides } = { ...current, ...inputs };
    const next = { commit, parameters, overrides };
    const changed: StagingRecord = {
      ...current,
      ...next,
      ...transition(current, 'update'),
      revision: current.revision + 1,
    };
    await updateStaging(db, this.id, changed);
    await this.storeRevision(changed);
    await beginOperation(db, changed, {
      id: randomUUID(),
      kind: 'deploy',
      caller: CALLER,
      changes: inputChanges(current, next),
      now: this.context.now(),
    });
  }

  async cancel(): Promise<void> {
    await cancelDeploy(this.service, this.id, CALLER);
  }

  async restart(resource?: WorkloadName): Promise<void> {
    await restartStaging(this.service, this.id, CALLER, resource);
  }

  /** One turn of a worker. Answers whether it wants another one. */
  async turn(signal = NEVER_ABORTS): Promise<boolean> {
    const { db } = this.context;
    await wake(db, this.id, {});
    const [claim] = await claimDue(db, {
      owner: 'worker',
      leaseMs: 60_000,
      limit: 1,
      among: [this.id],
    });
    if (!claim) throw new Error('the staging is in other hands');
    const next = await reconcile(this.context, claim, signal);
    await releaseLease(db, claim, next);
    return next.wakeAfterMs !== undefined && next.wakeAfterMs < REST_MS;
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

  /** The staging as a worker has it that has just taken it, apart from what is given. */
  async workspace({
    staging,
    operation,
  }: {
    staging?: Partial<StagingRecord>;
    operation?: Partial<OperationRecord>;
  } = {}): Promise<Workspace> {
    const ordered = await currentOperation(this.context.db, this.id);
    return new Workspace({
      context: this.context,
      lease: {
        stagingId: this.id,
        owner: 'worker',
        token: 1,
        wakeSequence: 0,
      },
      staging: { ...(await this.staging()), ...staging },
      operation: ordered && { ...ordered, ...operation },
      signal: NEVER_ABORTS,
    });
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

  /** All operations, newest first. */
  operations(): Promise<OperationRecord[]> {
    return listOperations(this.context.db, this.id, { limit: 100 });
  }

  /** The log of the newest operation, each line with its level. */
  async log(): Promise<string[]> {
    const [newest] = await this.operations();
    const lines = newest ? await readLog(this.context.db, newest.id) : [];
    return lines.map(({ level, message }) => `${level}: ${message}`);
  }

  /** All that must be the same, however often the engine was interrupted. */
  async outcome() {
    const staging = await this.staging();
    const [operation] = await this.operations();
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

  private get service(): ChangeContext {
    const { db, now } = this.context;
    return { db, now, changed: () => {} };
  }

  private async storeRevision(staging: StagingRecord): Promise<void> {
    const { commit, parameters, overrides } = staging;
    await insertRevision(this.context.db, {
      stagingId: this.id,
      revision: staging.revision,
      inputs: { commit, parameters, overrides },
      createdBy: CALLER.actor,
      createdAt: this.context.now(),
    });
  }
}

/** An object without what differs between two stagings or two clusters. */
function contentOf({ kind, metadata, spec, data }: KubeObject): string {
  return JSON.stringify({ kind, name: metadata.name, spec, data }, (_, value) =>
    typeof value === 'string' && /^(uid-|[0-9a-f-]{36}$)/.test(value)
      ? 'an id'
      : value,
  );
}
