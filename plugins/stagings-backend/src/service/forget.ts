import { randomUUID } from 'node:crypto';
import { InventoryEntry } from '../model/inventory';
import { describeObject } from '../model/kubeObject';
import { transition } from '../model/lifecycle';
import { StagingRecord } from '../model/staging';
import {
  appendLog,
  deleteInventory,
  eraseSecrets,
  endOperations,
  insertOperation,
  readInventory,
  revokeLease,
  updateStaging,
} from '../store';
import { Caller } from './caller';
import { ChangeContext } from './context';
import { requirePhase, withStaging } from './transitions';

/**
 * Ends a delete that cannot end by itself: the staging counts as deleted, and nothing more of it is removed.
 * The operation's log names every object that may still be in the cluster.
 *
 * @throws ConflictError where the staging is not being deleted
 */
export async function forgetStaging(
  context: ChangeContext,
  id: string,
  caller: Caller,
): Promise<StagingRecord> {
  return withStaging(context, id, async (tx, staging) => {
    requirePhase(staging, 'forget');
    const now = context.now();
    const inventory = await readInventory(tx, id);
    const patch = {
      ...transition(staging, 'forget'),
      phaseExplanation: undefined,
      health: 'unknown' as const,
      healthExplanation: undefined,
      updatedBy: caller.actor,
      updatedAt: now,
      deletedAt: now,
      secrets: undefined,
    };
    await updateStaging(tx, id, patch);
    await revokeLease(tx, id);
    await eraseSecrets(tx, id);
    await deleteInventory(tx, id);
    const operation = randomUUID();
    await insertOperation(tx, {
      id: operation,
      stagingId: id,
      kind: 'forget',
      revision: staging.revision,
      state: 'succeeded',
      actor: caller.actor,
      via: caller.via,
      changes: [],
      reason: 'Forgotten',
      message: summary(staging, inventory),
      createdAt: now,
      startedAt: now,
      endedAt: now,
    });
    await endOperations(tx, id, {
      except: operation,
      outcome: {
        state: 'superseded',
        message: 'An administrator had the staging forgotten',
        endedAt: now,
      },
    });
    await appendLog(
      tx,
      operation,
      inventory.map(entry => ({
        at: now,
        level: 'warning' as const,
        message: `May still be in the cluster ${staging.cluster}: ${place(
          entry,
        )}`,
      })),
    );
    return { ...staging, ...patch };
  });
}

function summary(
  { cluster, namespace, ownsNamespace }: StagingRecord,
  inventory: readonly InventoryEntry[],
): string {
  if (inventory.length === 0) return 'Nothing was left in the cluster';
  const where = ownsNamespace ? `the namespace ${namespace} with ` : '';
  return `Forgotten while it was being removed: ${where}up to ${inventory.length} objects may still be in the cluster ${cluster}, remove them by hand; the log lists them`;
}

function place(entry: InventoryEntry): string {
  return `${describeObject(entry)}${
    entry.namespace ? ` in the namespace ${entry.namespace}` : ''
  }`;
}
