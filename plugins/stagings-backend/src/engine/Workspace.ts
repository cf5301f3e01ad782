import {
  Artifact,
  OperationLogEntry,
  OperationStep,
} from 'backstage-plugin-stagings-common';
import { ClusterClient } from '../cluster/types';
import { StagingHealth } from '../health';
import { InventoryEntry } from '../model/inventory';
import { KubeObject } from '../model/kubeObject';
import { OperationRecord } from '../model/operation';
import { StagingRecord } from '../model/staging';
import { Redactor } from '../redaction';
import {
  Db,
  finishOperation,
  isStored,
  Lease,
  lockStaging,
  readInventory,
  readStanding,
  recordApply,
  recordArtifacts,
  replaceInventory,
  updateStaging,
  writeInventory,
  writeObservation,
} from '../store';
import { EngineContext } from './context';
import { LeaseLostError, SupersededError } from './failures/errors';
import { secretsOfObjects } from './redaction/secretsOfObjects';
import { OperationLog } from './OperationLog';

/** Milliseconds that the answer about a lease may take: far less than a lease lasts. */
const TRUE_FOR_MS = 5_000;

/** How an operation ended. */
export interface Outcome {
  state: 'succeeded' | 'failed';
  reason?: string;
  message?: string;
}

/**
 * One staging in the hands of one worker: as it was when the worker took it, and all writes about it, each
 * fenced by the worker's lease.
 */
export class Workspace {
  readonly context: EngineContext;
  readonly lease: Lease;
  readonly staging: StagingRecord;
  /** The order that the worker carries out; absent for a look that nobody ordered. */
  readonly operation: OperationRecord | undefined;
  /** Aborts when the backend stops or the lease is lost. */
  readonly signal: AbortSignal;
  private readonly operationLog: OperationLog | undefined;
  private redactor: Redactor;
  private recorded: Promise<InventoryEntry[]> | undefined;
  private knowsCluster = false;
  private ended = false;

  constructor(options: {
    context: EngineContext;
    lease: Lease;
    staging: StagingRecord;
    operation: OperationRecord | undefined;
    signal: AbortSignal;
  }) {
    this.context = options.context;
    this.lease = options.lease;
    this.staging = options.staging;
    this.operation = options.operation;
    this.signal = options.signal;
    const { db, logger, known } = this.context;
    this.redactor = known.ofParameters(this.staging);
    this.operationLog =
      this.operation &&
      new OperationLog({ db, operationId: this.operation.id, logger });
  }

  /** @throws UnknownClusterError, ClusterConfigError */
  cluster(): ClusterClient {
    return this.context.clusters.get(this.staging.cluster);
  }

  /** Keeps the Secrets among the objects out of all that is written from now on. */
  learnSecrets(objects: readonly KubeObject[]): void {
    this.redactor = this.redactor.with(secretsOfObjects(objects, this.staging));
  }

  /** Call before words are written that come from the cluster: they may hold what its Secrets hold. */
  async learnClusterSecrets(): Promise<void> {
    if (this.knowsCluster) return;
    this.knowsCluster = true;
    const found = await this.context.known.asFarAsKnown(this.staging);
    this.redactor = this.redactor.and(found);
  }

  /** What may be shown and stored of something. */
  redacted<T>(told: T): T {
    return this.redactor.deep(told);
  }

  /**
   * Call right before writing to the cluster: here an order that does not stand any more ends.
   * @throws LeaseLostError where another worker has the staging now
   * @throws SupersededError where people want something else by now
   */
  async fence(): Promise<void> {
    this.signal.throwIfAborted();
    const askedAt = performance.now();
    await this.requireStanding(this.context.db);
    // A process that stood still meanwhile has an answer that may not be true any more.
    if (performance.now() - askedAt > TRUE_FOR_MS) await this.fence();
  }

  /**
   * Writes what `decide` makes of the staging as it is now, which people may have changed meanwhile.
   * @param decide - answers the columns to write, or undefined to leave all as it is
   * @throws LeaseLostError
   * @throws SupersededError where people want something else by now: then nothing is written
   */
  async update(
    decide: (current: StagingRecord) => Partial<StagingRecord> | undefined,
    alongside?: (tx: Db) => Promise<void>,
  ): Promise<void> {
    const { db, notify } = this.context;
    const { id } = this.staging;
    const write = (flush?: (tx: Db) => Promise<void>) =>
      db.transaction(async tx => {
        const current = await lockStaging(tx, id);
        if (!current) throw new LeaseLostError(id);
        await this.requireStanding(tx);
        const patch = decide(current);
        if (patch) await updateStaging(tx, id, this.toldOf(patch));
        await alongside?.(tx);
        await flush?.(tx);
        return Boolean(patch || alongside);
      });
    const log = alongside && this.operationLog;
    const written = await (log ? log.flushWith(write) : write());
    if (written) notify(id);
  }

  /** Stores what the worker saw in the cluster, unless somebody saw it later. */
  async observe({ health, explanation }: StagingHealth): Promise<void> {
    const { context, lease, staging } = this;
    if (explanation) await this.learnClusterSecrets();
    const observation = {
      health,
      healthExplanation: this.redacted(explanation),
      observedAt: context.now(),
    };
    if (isStored(staging, observation)) return;
    const lastObservedAt = staging.observedAt;
    const witness = { type: 'worker', lease, lastObservedAt } as const;
    await writeObservation(context.db, staging.id, observation, witness);
  }

  /** What is recorded of the staging's objects; only the holder of the lease changes that. */
  async inventory(): Promise<InventoryEntry[]> {
    this.recorded ??= readInventory(this.context.db, this.staging.id);
    return this.recorded;
  }

  /** @throws LeaseLostError */
  async saveInventory(entries: InventoryEntry[]): Promise<void> {
    const { context, lease, staging } = this;
    const isHeld = await replaceInventory(context.db, lease, entries);
    this.recorded = undefined;
    if (!isHeld) throw new LeaseLostError(staging.id);
  }

  /** Adds a line to the operation's log, which is stored soon: see {@link Workspace.flushLog}. */
  log(message: string, level: OperationLogEntry['level'] = 'info'): void {
    const at = this.context.now();
    this.operationLog?.add({ at, level, message: this.redacted(message) });
  }

  /** As {@link Workspace.log}, and says that a part of the deploy begins. */
  beginStep(step: OperationStep, message: string): void {
    const at = this.context.now();
    this.operationLog?.add({
      at,
      level: 'info',
      message: this.redacted(message),
      step,
    });
  }

  /** Stores the log so far. Call when the work on the staging ends or pauses. */
  async flushLog(): Promise<void> {
    await this.operationLog?.flush();
  }

  /**
   * Call before the first object of the operation is applied: without this, a cancel takes it that nothing was.
   *
   * @param inventory - what may be in the cluster from now on
   * @returns since when the operation applies, milliseconds since the epoch; an earlier worker may have begun
   * @throws LeaseLostError, SupersededError
   */
  async beginApply(inventory: readonly InventoryEntry[]): Promise<number> {
    this.signal.throwIfAborted();
    const { db, now } = this.context;
    const { id } = this.staging;
    const since = this.operation?.appliedSince ?? now();
    await db.transaction(async tx => {
      await lockStaging(tx, id);
      await this.requireStanding(tx);
      if (this.operation) await recordApply(tx, this.operation.id, since);
      await this.recordInventory(tx, inventory);
    });
    return since;
  }

  /** As {@link Workspace.saveInventory}, inside the transaction of an {@link Workspace.update}. */
  async recordInventory(
    tx: Db,
    entries: readonly InventoryEntry[],
  ): Promise<void> {
    await writeInventory(tx, this.staging.id, entries);
    this.recorded = undefined;
  }

  /** Writes down what exactly the operation deploys. */
  async recordArtifacts(artifacts: Artifact[]): Promise<void> {
    if (!this.operation) return;
    await recordArtifacts(
      this.context.db,
      this.operation.id,
      this.redacted(artifacts),
    );
  }

  /** Ends the operation inside the transaction of an {@link Workspace.update}. */
  async finish(tx: Db, end: Outcome): Promise<void> {
    if (!this.operation) return;
    const outcome = this.redacted(end);
    const level = outcome.state === 'succeeded' ? 'info' : 'error';
    this.log(outcome.message ?? 'Done', level);
    const endedAt = this.context.now();
    await finishOperation(tx, this.operation.id, { ...outcome, endedAt });
    this.ended = true;
  }

  private toldOf(patch: Partial<StagingRecord>): Partial<StagingRecord> {
    const told = patch.phaseExplanation && {
      phaseExplanation: this.redacted(patch.phaseExplanation),
    };
    return { ...patch, ...told };
  }

  private async requireStanding(db: Db): Promise<void> {
    const { id } = this.staging;
    const standing = await readStanding(db, this.lease);
    if (!standing) throw new LeaseLostError(id);
    if (!this.ended && standing.operationId !== this.operation?.id) {
      throw new SupersededError(id);
    }
  }
}
