import { InputError } from '@backstage/errors';
import { WorkloadName } from 'backstage-plugin-stagings-common';
import { randomUUID } from 'node:crypto';
import { InventoryEntry } from '../model/inventory';
import { describeObject } from '../model/kubeObject';
import { isRestartable } from '../model/restart';
import { StagingRecord } from '../model/staging';
import { readInventory, updateStaging } from '../store';
import { Caller } from './caller';
import { ChangeContext } from './context';
import { beginOperation, requirePhase, withStaging } from './transitions';

/**
 * Accepts a rolling restart of one workload, or of all.
 *
 * @throws InputError where the staging has no such workload
 * @throws ConflictError where the phase does not allow it
 */
export async function restartStaging(
  context: ChangeContext,
  id: string,
  caller: Caller,
  resource: WorkloadName | undefined,
): Promise<StagingRecord> {
  return withStaging(context, id, async (tx, staging) => {
    requirePhase(staging, 'restart');
    requireWorkload(staging, await readInventory(tx, id), resource);
    const now = context.now();
    const patch = { updatedBy: caller.actor, updatedAt: now };
    await updateStaging(tx, id, patch);
    await beginOperation(tx, staging, {
      id: randomUUID(),
      kind: 'restart',
      caller,
      changes: [],
      resource,
      now,
    });
    return { ...staging, ...patch };
  });
}

function requireWorkload(
  { name }: StagingRecord,
  inventory: InventoryEntry[],
  resource: WorkloadName | undefined,
): void {
  const workloads = inventory.filter(isRestartable);
  if (workloads.length === 0) {
    throw new InputError(
      `${name} has no Deployment, StatefulSet or DaemonSet to restart`,
    );
  }
  if (!resource || workloads.some(entry => isNamed(entry, resource))) return;
  const restartable = workloads.map(describeObject).join(', ');
  throw new InputError(
    inventory.some(entry => isNamed(entry, resource))
      ? `resource: a ${resource.kind} cannot be restarted; ${name} has these that can: ${restartable}`
      : `resource: ${name} has no ${resource.kind} ${resource.name}; these can be restarted: ${restartable}`,
  );
}

function isNamed(entry: InventoryEntry, { kind, name }: WorkloadName): boolean {
  return entry.kind === kind && entry.name === name;
}
