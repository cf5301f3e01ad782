import { Artifact, OperationLogEntry } from 'backstage-plugin-stagings-common';
import { ClusterClient } from '../cluster/types';
import { InventoryEntry } from '../model/inventory';
import { OperationRecord } from '../model/operation';
import { StagingRecord } from '../model/staging';
import {
  appendLog,
  Db,
  finishOperation,
  holdsLease,
  Lease,
  lockStaging,
  recordArtifacts,
  replaceInventory,
  updateStaging,
} from '../store';
import { EngineContext } from './context';
import { LeaseLostError } from './errors';

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
  }

  /** @throws UnknownClusterError, ClusterConfigError */
  cluster(): ClusterClient {
    return this.context.clusters.get(this.staging.cluster);
  }

  /**
   * Call right before writing to the cluster.
   * @throws LeaseLostError where another worker has the staging now
   */
  async fence(): Promise<void> {
    this.signal.throwIfAborted();
    if (!(await holdsLease(this.context.db, this.lease))) {
      throw new LeaseLostError(this.staging.id);
    }
  }

  /**
   * Writes what `decide` makes of the staging as it is now, which people may have changed meanwhile.
   * @param decide - answers the columns to write, or undefined to leave all as it is
   * @throws LeaseLostError
   */
  async update(
    decide: (current: StagingRecord) => Partial<StagingRecord> | undefined,
    alongside?: (tx: Db) => Promise<void>,
  ): Promise<void> {
    const { db, notify } = this.context;
    const { id } = this.staging;
    const written = await db.transaction(async tx => {
      const current = await lockStaging(tx, id);
      if (!current || !(await holdsLease(tx, this.lease))) {
        throw new LeaseLostError(id);
      }
      const patch = decide(current);
      if (patch) await updateStaging(tx, id, patch);
      await alongside?.(tx);
      return Boolean(patch || alongside);
    });
    if (written) notify(id);
  }

  /** @throws LeaseLostError */
  async saveInventory(entries: InventoryEntry[]): Promise<void> {
    if (!(await replaceInventory(this.context.db, this.lease, entries))) {
      throw new LeaseLostError(this.staging.id);
    }
  }

  /** Adds a line to the operation's log. */
  async log(
    message: string,
    level: OperationLogEntry['level'] = 'info',
  ): Promise<void> {
    if (!this.operation) return;
    const at = this.context.now();
    await appendLog(this.context.db, this.operation.id, [
      { at, level, message },
    ]);
  }

  /** Writes down what exactly the operation deploys. */
  async recordArtifacts(artifacts: Artifact[]): Promise<void> {
    if (!this.operation) return;
    await recordArtifacts(this.context.db, this.operation.id, artifacts);
  }

  /** Ends the operation inside the transaction of an {@link Workspace.update}. */
  async finish(tx: Db, outcome: Outcome): Promise<void> {
    if (!this.operation) return;
    const at = this.context.now();
    await appendLog(tx, this.operation.id, [
      {
        at,
        level: outcome.state === 'succeeded' ? 'info' : 'error',
        message: outcome.message ?? 'Done',
      },
    ]);
    await finishOperation(tx, this.operation.id, { ...outcome, endedAt: at });
  }
}
