import { ClusterClient } from '../../cluster/types';
import { ApiError } from '../../cluster/errors';
import { planRestore, RestorePlan } from '../../archive';
import { KubeObject } from '../../model/kubeObject';
import { appliedInventory, unionInventory } from '../../plan';
import { readInventory } from '../../store';
import { applyAll, refOf, requireOwnership } from '../apply';
import { ARCHIVE_MANAGER } from '../fieldManagers';
import { renderStaging } from '../render';
import { Workspace } from '../Workspace';
import { StepFunction } from './types';

/**
 * Renders the wanted revision and applies it. The inventory is written before the cluster, so that nothing
 * that was made can be forgotten, and again afterwards with what the cluster answered.
 */
export const deploy: StepFunction = async workspace => {
  const { staging, context } = workspace;
  const { revision } = staging;
  await workspace.update(current =>
    current.revision === revision && current.desired === 'running'
      ? {
          phase: 'deploying',
          phaseExplanation: undefined,
          appliedRevision: undefined,
        }
      : undefined,
  );
  const client = workspace.cluster();
  await workspace.log(`Rendering revision ${revision}`);
  const objects = await renderStaging(workspace, client);
  const previous = await readInventory(context.db, staging.id);
  await requireOwnership(workspace, client, objects, previous);

  let inventory = unionInventory(previous, objects, revision);
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
  return { then: 'next' };
};

function planApply(
  objects: KubeObject[],
  recorded: Workspace['staging']['recordedScales'],
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
