import { planRestore, RestorePlan } from '../archive';
import { ApiError } from '../cluster/errors';
import { ClusterClient } from '../cluster/types';
import { KubeObject } from '../model/kubeObject';
import { RecordedScale } from '../model/inventory';
import { appliedInventory, unionInventory } from '../plan';
import { readInventory } from '../store';
import { applyAll } from './apply';
import { ARCHIVE_MANAGER } from './fieldManagers';
import { refOf } from './ownership';
import { Workspace } from './Workspace';

/**
 * Applies the objects of the wanted revision. The inventory is written before the cluster, so that nothing
 * that was made can be forgotten, and again afterwards with what the cluster answered.
 */
export async function applyRevision(
  workspace: Workspace,
  client: ClusterClient,
  objects: KubeObject[],
): Promise<void> {
  const { context, staging } = workspace;
  const { revision } = staging;
  const known = await readInventory(context.db, staging.id);
  let inventory = unionInventory(known, objects, revision);
  await workspace.saveInventory(inventory);
  const plan = planApply(objects, staging.recordedScales);
  const remember = (answers: KubeObject[]) => {
    inventory = appliedInventory(inventory, answers);
  };
  try {
    await takeBack(workspace, client, plan.patches);
    await applyAll(workspace, client, plan.apply, remember);
    await applyAll(workspace, client, plan.applyLast, remember);
  } finally {
    await workspace.saveInventory(inventory);
  }
  await workspace.update(current =>
    current.desired === 'running' ? { appliedRevision: revision } : undefined,
  );
  await workspace.log(
    'All objects are applied; waiting until they are healthy',
  );
}

function planApply(
  objects: KubeObject[],
  recorded: RecordedScale[] | undefined,
): RestorePlan {
  return recorded
    ? planRestore(objects, recorded)
    : { patches: [], apply: objects, applyLast: [] };
}

/** Undoes what the archive wrote and the render does not state. Objects that are gone need nothing undone. */
async function takeBack(
  workspace: Workspace,
  client: ClusterClient,
  patches: RestorePlan['patches'],
): Promise<void> {
  for (const { object, patch } of patches) {
    await workspace.fence();
    try {
      await client.mergePatch(refOf(object), patch, {
        fieldManager: ARCHIVE_MANAGER,
      });
    } catch (error) {
      if (!(error instanceof ApiError && error.status === 404)) throw error;
    }
  }
}
