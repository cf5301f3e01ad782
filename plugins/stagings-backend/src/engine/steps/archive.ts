import { ClusterClient } from '../../cluster/types';
import {
  ArchiveAction,
  isDatabase,
  isRemovedMeanwhile,
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
import { refOf } from '../apply/ownership';
import { ARCHIVE_MANAGER } from '../apply/fieldManagers';
import { readLiveObjects } from '../live/liveObjects';
import { PodsLeft, podsLeft } from '../live/podsLeft';
import { Workspace } from '../Workspace';
import { StepFunction } from './types';
import { warnOfCosts } from './warnOfCosts';

/** How often the pods that are left are counted; a watch usually wakes the staging sooner. */
const LOOK_EVERY_MS = 1_000;
/** A pod that does not stop, on a node that is gone, must not keep databases up for ever. */
const DATABASES_STAY_MS = 300_000;

/**
 * Takes all pods away and keeps everything else. It works on what is in the cluster rather than on a render,
 * so that a staging can be archived even when its template is broken. The counts are recorded before the
 * first write, and a second archive never overwrites them with zeros. Databases stop last, so that what uses
 * them can end in peace.
 */
export const archive: StepFunction = async workspace => {
  const client = workspace.cluster();
  const { context, staging } = workspace;
  const inventory = await workspace.inventory();
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
  if (isFirstLook) warnOfCosts(workspace, own);

  const left = await podsLeft(client, live);
  const actions = planArchive(own).filter(mayCarryOut(inventory));
  const stay = databasesStay(workspace, left);
  const due = actions.filter(action => !stay || !isOfDatabase(action));
  if (due.some(isOfDatabase)) warnOfUsers(workspace, left);
  for (const action of due) {
    await workspace.fence();
    await carryOut(workspace, client, action);
  }
  await workspace.saveInventory(remaining(inventory, live, due));
  const stopping = left.workloads.length + left.databases.length;
  if (stopping > 0 || actions.length > 0) {
    const databasesWait = due.length < actions.length;
    await showProgress(workspace, { stopping, databasesWait });
    return { then: 'again', afterMs: LOOK_EVERY_MS };
  }
  await succeed(workspace, left.staying.length);
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

/** Whether databases stay up for now, because pods that may use them are still there. */
function databasesStay(
  { context, operation }: Workspace,
  { workloads }: PodsLeft,
): boolean {
  const since = operation?.startedAt ?? 0;
  return workloads.length > 0 && context.now() - since < DATABASES_STAY_MS;
}

function isOfDatabase({ object }: ArchiveAction): boolean {
  return isDatabase(identityOf(object));
}

function warnOfUsers(workspace: Workspace, { workloads }: PodsLeft): void {
  if (workloads.length === 0) return;
  const names = workloads.map(({ metadata }) => metadata.name).join(', ');
  workspace.log(
    `Stopping the databases, although these pods that may use them are still there: ${names}`,
    'warning',
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
    workspace.log(`Removed ${describeObject(ref)} until the restore`);
    return;
  }
  await client.mergePatch(ref, action.patch, { fieldManager: ARCHIVE_MANAGER });
  workspace.log(`Stopped ${describeObject(ref)}`);
}

async function showProgress(
  workspace: Workspace,
  { stopping, databasesWait }: { stopping: number; databasesWait: boolean },
): Promise<void> {
  const left = stopping === 1 ? '1 pod is left' : `${stopping} pods are left`;
  await workspace.update(current =>
    current.desired === 'archived'
      ? {
          phaseExplanation: {
            reason: 'PodsStopping',
            message: databasesWait ? `${left}; databases stop last` : left,
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
