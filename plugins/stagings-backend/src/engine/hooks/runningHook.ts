import { ClusterClient } from '../../cluster/types';
import { HookEvent } from '../../model/hook';
import { InventoryEntry } from '../../model/inventory';
import { apiVersionOf, KubeObject } from '../../model/kubeObject';
import { Workspace } from '../Workspace';
import { assessHook } from './assessHook';
import { isRunOf } from './labels';
import { readHook } from './readHook';
import { HookProgress } from './runHooks';

/**
 * Whether a hook of this operation that was started is still at work. Asked before anything else, so that
 * waiting for it renders nothing.
 */
export async function runningHook(
  workspace: Workspace,
  client: ClusterClient,
): Promise<HookProgress> {
  const { operation, context } = workspace;
  if (!operation) return { state: 'done' };
  const inventory = await workspace.inventory();
  for (const { entry, event } of startedIn(inventory, operation.id)) {
    const live = await readHook(workspace, client, objectOf(entry));
    if (!live || !isRunOf(live.object, { operation: operation.id, event })) {
      continue;
    }
    const { pods } = live;
    const health = assessHook(live.object, event, { pods, now: context.now() });
    if (health.state === 'running') {
      return { state: 'waiting', explanation: health.explanation };
    }
  }
  return { state: 'done' };
}

function startedIn(inventory: readonly InventoryEntry[], operation: string) {
  return inventory.flatMap(entry => {
    if (entry.hook?.operation !== operation) return [];
    return Object.entries(entry.hook.runs)
      .filter(([, run]) => run.state === 'started')
      .map(([event]) => ({ entry, event: event as HookEvent }));
  });
}

function objectOf(entry: InventoryEntry): KubeObject {
  const { group, version, kind, name, namespace } = entry;
  return {
    apiVersion: apiVersionOf(group, version),
    kind,
    metadata: { name, namespace },
  };
}
