import { Explanation } from 'backstage-plugin-stagings-common';
import { ClusterClient } from '../../cluster/types';
import { InventoryEntry } from '../../model/inventory';
import { describeObject, KubeObject } from '../../model/kubeObject';
import { HOOK_LABEL } from '../../model/labels';
import { deleteOrder } from '../../plan';
import { readInventory } from '../../store';
import { isOurs, namespaceRef, refOf } from '../ownership';
import { hasDeleteHooks, runDeleteHooks } from '../hooks/deleteHooks';
import { readLiveObjects } from '../liveObjects';
import { describeTermination } from '../termination';
import { Workspace } from '../Workspace';
import { StepFunction } from './types';

/** How often a removal is looked at: namespaces take seconds. */
const LOOK_EVERY_MS = 1_000;

/**
 * Removes everything that was made for the staging, data too, and ends only when the cluster says that
 * nothing is left.
 */
export const remove: StepFunction = async workspace => {
  const { context, staging } = workspace;
  const inventory = await readInventory(context.db, staging.id);
  const left =
    inventory.length === 0
      ? undefined
      : await runHooksAndRemove(workspace, workspace.cluster(), inventory);
  if (left) {
    await workspace.update(current =>
      current.desired === 'deleted' ? { phaseExplanation: left } : undefined,
    );
    return { then: 'again', afterMs: LOOK_EVERY_MS };
  }
  await workspace.saveInventory([]);
  await succeed(workspace);
  return { then: 'rest' };
};

async function succeed(workspace: Workspace): Promise<void> {
  await workspace.update(
    () => ({
      phase: 'deleted',
      phaseExplanation: undefined,
      health: 'unknown',
      healthExplanation: undefined,
      deletedAt: workspace.context.now(),
    }),
    tx =>
      workspace.finish(tx, {
        state: 'succeeded',
        message: 'Nothing is left in the cluster',
      }),
  );
}

/**
 * Removes everything with the hooks of the delete around it, and answers what still holds it up. Hooks after
 * the delete need the namespace, so that goes last.
 */
async function runHooksAndRemove(
  workspace: Workspace,
  client: ClusterClient,
  inventory: InventoryEntry[],
): Promise<Explanation | undefined> {
  const before = await runDeleteHooks(workspace, client, 'pre-delete');
  if (before.state === 'waiting') return before.explanation;
  if (hasDeleteHooks(workspace, inventory, 'post-delete')) {
    await workspace.fence();
    const left = await removeObjects(
      workspace,
      client,
      inventory,
      mayGoBeforeHooks,
    );
    if (left) return left;
    const after = await runDeleteHooks(workspace, client, 'post-delete');
    if (after.state === 'waiting') return after.explanation;
  }
  return removeAll(workspace, client, inventory);
}

/** What others own goes with its owner. */
function mayGoBeforeHooks({ kind, metadata }: KubeObject): boolean {
  return (
    kind !== 'Namespace' &&
    metadata.labels?.[HOOK_LABEL] === undefined &&
    !metadata.ownerReferences?.length
  );
}

/** Asks for the removal, and answers what still holds it up; undefined when nothing is left. */
async function removeAll(
  workspace: Workspace,
  client: ClusterClient,
  inventory: InventoryEntry[],
): Promise<Explanation | undefined> {
  await workspace.fence();
  return workspace.staging.ownsNamespace
    ? removeNamespace(workspace, client)
    : removeObjects(workspace, client, inventory);
}

async function removeNamespace(
  workspace: Workspace,
  client: ClusterClient,
): Promise<Explanation | undefined> {
  const { context, staging } = workspace;
  const ref = namespaceRef(staging.namespace);
  const live = await client.get(ref);
  if (!live || !isOurs(live, staging, context.installation)) return undefined;
  if (!live.metadata.deletionTimestamp) {
    await workspace.log(`Removing the namespace ${staging.namespace}`);
    await client.delete(ref, {
      propagation: 'Background',
      uid: live.metadata.uid,
    });
  }
  return describeTermination(client, live, context.now());
}

async function removeObjects(
  workspace: Workspace,
  client: ClusterClient,
  inventory: InventoryEntry[],
  mayGo: (object: KubeObject) => boolean = () => true,
): Promise<Explanation | undefined> {
  const { context, staging } = workspace;
  const live = await readLiveObjects(
    client,
    staging,
    context.installation,
    inventory,
  );
  const ours = live.filter(
    object => isOurs(object, staging, context.installation) && mayGo(object),
  );
  if (ours.length === 0) return undefined;
  for (const group of deleteOrder(ours.map(toEntry))) {
    await Promise.all(
      group.map(({ object, ...ref }) =>
        object.metadata.deletionTimestamp
          ? undefined
          : client.delete(ref, {
              propagation: 'Background',
              uid: object.metadata.uid,
            }),
      ),
    );
  }
  const names = ours.map(object => describeObject(toEntry(object)));
  return {
    reason: 'ObjectsTerminating',
    message: `Removing ${names.slice(0, 3).join(', ')}${
      names.length > 3 ? ` and ${names.length - 3} more` : ''
    }`,
  };
}

function toEntry(object: KubeObject) {
  return { ...refOf(object), object };
}
