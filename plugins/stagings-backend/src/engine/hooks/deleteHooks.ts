import { ClusterClient } from '../../cluster/types';
import { HookEvent } from '../../model/hook';
import { InventoryEntry } from '../../model/inventory';
import { eventProgress, recordHooks, skipHooks, splitHooks } from '../../plan';
import { namespaceRef } from '../apply/ownership';
import { explainFailure } from '../failures/explain';
import { renderStaging } from '../rendering/render';
import { Workspace } from '../Workspace';
import { HookOccasion } from './labels';
import { HookProgress, runHooks } from './runHooks';
import { runningHook } from './runningHook';

type DeleteEvent = Extract<HookEvent, 'pre-delete' | 'post-delete'>;

const DONE: HookProgress = { state: 'done' };

/** Whether hooks of an event of the delete are still to run, or at work. */
export function hasDeleteHooks(
  { operation }: Workspace,
  inventory: readonly InventoryEntry[],
  event: DeleteEvent,
): boolean {
  if (!operation) return false;
  const progress = eventProgress(inventory, event, operation.id);
  if (progress === 'succeeded' || progress === 'failed') return false;
  return inventory.some(({ hook }) => hook?.events.includes(event));
}

/**
 * Runs the hooks of an event of the delete. Where they fail, or cannot be rendered any more, the log says so
 * and the delete goes on: nothing may hold it for ever.
 */
export async function runDeleteHooks(
  workspace: Workspace,
  client: ClusterClient,
  event: DeleteEvent,
): Promise<HookProgress> {
  const { staging, operation } = workspace;
  const inventory = await workspace.inventory();
  if (!operation || !hasDeleteHooks(workspace, inventory, event)) return DONE;
  const namespace = await client.get(namespaceRef(staging.namespace));
  if (!namespace || namespace.metadata.deletionTimestamp) return DONE;
  const running = await runningHook(workspace, client);
  if (running.state === 'waiting') return running;
  const occasion = { operation: operation.id, event };
  try {
    const { objects } = await renderStaging(workspace, client);
    const { hooks } = splitHooks(objects);
    await workspace.saveInventory(
      recordHooks(inventory, hooks, staging.revision, {
        operation: operation.id,
        events: ['pre-delete', 'post-delete'],
      }),
    );
    const progress = await runHooks(workspace, client, hooks, occasion);
    if (progress.state === 'waiting') return progress;
    // A hook that the template has lost meanwhile is over as well.
    await skipRest(workspace, occasion);
    return DONE;
  } catch (error) {
    const { type, explanation } = explainFailure(error);
    if (type !== 'terminal') throw error;
    await skipRest(workspace, occasion);
    await workspace.log(
      `${explanation.message}; the delete goes on without it`,
      'error',
    );
    return DONE;
  }
}

async function skipRest(
  workspace: Workspace,
  { operation, event }: HookOccasion,
): Promise<void> {
  const inventory = await workspace.inventory();
  await workspace.saveInventory(skipHooks(inventory, operation, event));
}
