import { ClusterClient } from '../../cluster/types';
import {
  ArchiveAction,
  isRemovedMeanwhile,
  leftRunning,
  mergeRecords,
  planArchive,
  recordScales,
} from '../../archive';
import {
  describeObject,
  identityKey,
  identityOf,
  KubeObject,
} from '../../model/kubeObject';
import { InventoryEntry } from '../../model/inventory';
import { listAt } from '../../model/read';
import { readInventory } from '../../store';
import { refOf } from '../apply/ownership';
import { ARCHIVE_MANAGER } from '../apply/fieldManagers';
import { readLiveObjects } from '../live/liveObjects';
import { podsLeft } from '../live/podsLeft';
import { Workspace } from '../Workspace';
import { StepFunction } from './types';

/** How often the pods that are left are counted; a watch usually wakes the staging sooner. */
const LOOK_EVERY_MS = 1_000;

/**
 * Takes all pods away and keeps everything else. It works on what is in the cluster rather than on a render,
 * so that a staging can be archived even when its template is broken. The counts are recorded before the
 * first write, and a second archive never overwrites them with zeros.
 */
export const archive: StepFunction = async workspace => {
  const client = workspace.cluster();
  const { context, staging } = workspace;
  const inventory = await readInventory(context.db, staging.id);
  const live = await readLiveObjects(
    client,
    staging,
    context.installation,
    inventory,
  );
  const own = ownObjects(live, inventory);
  const recordedScales = mergeRecords(
    staging.recordedScales,
    recordScales(own),
  );
  const isFirstLook = staging.recordedScales === undefined;
  await workspace.update(() => ({ recordedScales }));
  if (isFirstLook) await warnOfCosts(workspace, own);

  const actions = planArchive(own).filter(mayCarryOut(inventory));
  for (const action of actions) {
    await workspace.fence();
    await carryOut(workspace, client, action);
  }
  await workspace.saveInventory(remaining(inventory, live, actions));
  const { stopping, staying } = await podsLeft(client, live);
  if (stopping.length > 0 || actions.length > 0) {
    await showProgress(workspace, stopping.length);
    return { then: 'again', afterMs: LOOK_EVERY_MS };
  }
  await succeed(workspace, staying.length);
  return { then: 'rest' };
};

/** The objects that the staging's render made, not what those made. */
function ownObjects(
  live: readonly KubeObject[],
  inventory: readonly InventoryEntry[],
): KubeObject[] {
  const known = new Set(inventory.map(identityKey));
  return live.filter(object => known.has(identityKey(identityOf(object))));
}

/** What was there before the staging may be scaled, but not deleted. */
function mayCarryOut(
  inventory: readonly InventoryEntry[],
): (action: ArchiveAction) => boolean {
  const adopted = new Set(
    inventory.filter(entry => entry.adopted).map(identityKey),
  );
  return ({ type, object }) =>
    type === 'patch' || !adopted.has(identityKey(identityOf(object)));
}

/**
 * The inventory without what the archive has removed: now, or in an earlier try that did not get to write it down.
 */
function remaining(
  inventory: readonly InventoryEntry[],
  live: readonly KubeObject[],
  actions: readonly ArchiveAction[],
): InventoryEntry[] {
  const keysOf = (objects: readonly KubeObject[]) =>
    new Set(objects.map(object => identityKey(identityOf(object))));
  const present = keysOf(live);
  const removed = keysOf(
    actions.flatMap(({ type, object }) => (type === 'delete' ? [object] : [])),
  );
  return inventory.filter(entry => {
    const key = identityKey(entry);
    if (removed.has(key)) return false;
    return present.has(key) || entry.hook || !isRemovedMeanwhile(entry);
  });
}

/** Says what an archive cannot free, or cannot keep. */
async function warnOfCosts(
  workspace: Workspace,
  own: readonly KubeObject[],
): Promise<void> {
  const running = leftRunning(own).map(object =>
    describeObject(identityOf(object)),
  );
  if (running.length > 0) {
    await workspace.log(
      `Left as they are, and may go on costing: ${running.join(', ')}`,
      'warning',
    );
  }
  for (const pod of own.filter(losesData)) {
    await workspace.log(
      `${describeObject(
        identityOf(pod),
      )} is removed until the restore, with the data in its emptyDir volumes`,
      'warning',
    );
  }
}

function losesData(object: KubeObject): boolean {
  return (
    object.kind === 'Pod' &&
    listAt(object, 'spec', 'volumes').some(volume => 'emptyDir' in volume)
  );
}

async function carryOut(
  workspace: Workspace,
  client: ClusterClient,
  action: ArchiveAction,
): Promise<void> {
  const { object } = action;
  const ref = refOf(object);
  if (action.type === 'delete') {
    await client.delete(ref, {
      propagation: 'Background',
      uid: object.metadata.uid,
    });
    await workspace.log(`Removed ${describeObject(ref)} until the restore`);
    return;
  }
  await client.mergePatch(ref, action.patch, { fieldManager: ARCHIVE_MANAGER });
  await workspace.log(`Stopped ${describeObject(ref)}`);
}

async function showProgress(workspace: Workspace, left: number): Promise<void> {
  await workspace.update(current =>
    current.desired === 'archived'
      ? {
          phaseExplanation: {
            reason: 'PodsStopping',
            message: left === 1 ? '1 pod is left' : `${left} pods are left`,
          },
        }
      : undefined,
  );
}

/** @param staying - how many pods go on running, because an operator keeps them */
async function succeed(workspace: Workspace, staying: number): Promise<void> {
  const now = workspace.context.now();
  await workspace.update(
    current =>
      current.desired === 'archived'
        ? {
            phase: 'archived',
            phaseExplanation: undefined,
            archivedAt: now,
          }
        : undefined,
    tx =>
      workspace.finish(tx, {
        state: 'succeeded',
        message: doneMessage(staying),
      }),
  );
  await workspace.observe({ health: 'suspended' });
}

function doneMessage(staying: number): string {
  if (staying === 0) return 'No pods are left; data is kept';
  return staying === 1
    ? '1 pod of an operator goes on running; all others are gone, data is kept'
    : `${staying} pods of operators go on running; all others are gone, data is kept`;
}
