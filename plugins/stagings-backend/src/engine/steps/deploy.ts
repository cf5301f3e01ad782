import { ClusterClient } from '../../cluster/types';
import { ApiError } from '../../cluster/errors';
import { planRestore, RestorePlan } from '../../archive';
import { KubeObject } from '../../model/kubeObject';
import { appliedInventory, splitHooks, unionInventory } from '../../plan';
import { readInventory } from '../../store';
import { applyAll } from '../apply';
import { refOf, requireOwnership } from '../ownership';
import { ARCHIVE_MANAGER } from '../fieldManagers';
import { runHooksBeforeApply } from '../hooks/deployHooks';
import { runningHook } from '../hooks/runningHook';
import { showWaiting } from '../hooks/showWaiting';
import { logImages, requireAwaitedImage, requireImages } from '../images';
import { renderStaging } from '../render';
import { Workspace } from '../Workspace';
import { StepFunction } from './types';

/**
 * Renders the wanted revision and applies it, once its images can be pulled. The inventory is written before
 * the cluster, so that nothing that was made can be forgotten, and again afterwards with what the cluster
 * answered.
 */
export const deploy: StepFunction = async workspace => {
  const { staging, context } = workspace;
  const { revision } = staging;
  const client = workspace.cluster();
  const running = await runningHook(workspace, client);
  if (running.state === 'waiting') {
    return showWaiting(workspace, running.explanation);
  }
  await requireAwaitedImage(workspace);
  await workspace.update(current =>
    current.revision === revision && current.desired === 'running'
      ? {
          phase: 'deploying',
          phaseExplanation: undefined,
          appliedRevision: undefined,
        }
      : undefined,
  );
  await workspace.log(`Rendering revision ${revision}`);
  const rendered = await renderStaging(workspace, client);
  const images = await requireImages(workspace, rendered);
  const previous = await readInventory(context.db, staging.id);
  await requireOwnership(workspace, client, rendered, previous);

  const { objects, hooks } = splitHooks(rendered);
  const before = await runHooksBeforeApply(workspace, client, {
    objects,
    hooks,
  });
  if (before.state === 'waiting') {
    return showWaiting(workspace, before.explanation);
  }
  await logImages(workspace, images);
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
