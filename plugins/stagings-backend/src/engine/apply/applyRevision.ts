import { Explanation } from 'backstage-plugin-stagings-common';
import { planRestore, RestoreStage } from '../../archive';
import { ApiError } from '../../cluster/errors';
import { ClusterClient } from '../../cluster/types';
import { KubeObject } from '../../model/kubeObject';
import { RecordedScale } from '../../model/inventory';
import { appliedInventory, unionInventory } from '../../plan';
import { applyAll } from './applyAll';
import { databasesStarting } from './databasesStarting';
import { renderHash } from '../drift/contentHash';
import { ARCHIVE_MANAGER } from './fieldManagers';
import { refOf } from './ownership';
import { Workspace } from '../Workspace';

/** How far the objects of a revision got. */
export type Applied =
  | {
      state: 'applied';
      /** Whether that changed anything in the cluster. */
      changed: boolean;
    }
  /** The databases of a restore are to be healthy before the rest comes. */
  | { state: 'waiting'; explanation: Explanation };

/**
 * Applies the objects of the wanted revision. The inventory is written before the cluster, so that nothing
 * that was made can be forgotten, and again afterwards with what the cluster answered. After an archive, the
 * databases come first; until they are healthy, nothing else does.
 */
export async function applyRevision(
  workspace: Workspace,
  client: ClusterClient,
  objects: KubeObject[],
): Promise<Applied> {
  const { staging } = workspace;
  const { revision } = staging;
  const known = await workspace.inventory();
  let inventory = unionInventory(known, objects, revision);
  const since = await workspace.beginApply(inventory);
  const remember = (answers: KubeObject[]) => {
    inventory = appliedInventory(inventory, answers);
  };
  let changed = false;
  try {
    workspace.beginStep('apply', `Applying ${objects.length} objects`);
    const [first, ...rest] = planApply(objects, staging.recordedScales);
    for (const stage of [first, ...rest]) {
      if (!stage) continue;
      await takeBack(workspace, client, stage.patches);
      const applied = await applyAll(workspace, client, stage.apply, remember);
      changed ||= applied || stage.patches.length > 0;
      if (stage !== first || rest.length === 0) continue;
      const wait = await databasesStarting(workspace, client, inventory, since);
      if (wait.state === 'waiting') {
        await workspace.saveInventory(inventory);
        return wait;
      }
      if (wait.state === 'givenUp') workspace.log(wait.message, 'warning');
    }
    workspace.beginStep(
      'health',
      'All objects are applied; waiting until they are healthy',
    );
    await workspace.update(
      current =>
        current.desired === 'running'
          ? { appliedRevision: revision, appliedHash: renderHash(objects) }
          : undefined,
      tx => workspace.recordInventory(tx, inventory),
    );
  } catch (error) {
    await workspace.saveInventory(inventory);
    throw error;
  }
  return { state: 'applied', changed };
}

function planApply(
  objects: KubeObject[],
  recorded: RecordedScale[] | undefined,
): RestoreStage[] {
  return recorded
    ? planRestore(objects, recorded)
    : [{ patches: [], apply: objects }];
}

/** Undoes what the archive wrote and the render does not state. Objects that are gone need nothing undone. */
async function takeBack(
  workspace: Workspace,
  client: ClusterClient,
  patches: RestoreStage['patches'],
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
