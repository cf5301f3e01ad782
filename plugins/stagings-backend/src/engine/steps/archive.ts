import { ClusterClient } from '../../cluster/types';
import {
  ArchiveAction,
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
import { readInventory, writeObservation } from '../../store';
import { refOf } from '../ownership';
import { ARCHIVE_MANAGER } from '../fieldManagers';
import { readLiveObjects } from '../liveObjects';
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
  const known = new Set(inventory.map(identityKey));
  const own = live.filter(object => known.has(identityKey(identityOf(object))));
  const recordedScales = mergeRecords(
    staging.recordedScales,
    recordScales(own),
  );
  await workspace.update(() => ({ recordedScales }));

  const actions = planArchive(own);
  for (const action of actions) {
    await workspace.fence();
    await carryOut(workspace, client, action);
  }
  const removed = new Set(
    actions
      .filter(({ type }) => type === 'delete')
      .map(({ object }) => identityKey(identityOf(object))),
  );
  await workspace.saveInventory(
    inventory.filter(entry => !removed.has(identityKey(entry))),
  );
  const left = live.filter(isActivePod).length;
  if (left > 0 || actions.length > 0) {
    await showProgress(workspace, left);
    return { then: 'again', afterMs: LOOK_EVERY_MS };
  }
  await succeed(workspace);
  return { then: 'rest' };
};

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

function isActivePod(object: KubeObject): boolean {
  const phase = object.status?.phase;
  return object.kind === 'Pod' && phase !== 'Succeeded' && phase !== 'Failed';
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

async function succeed(workspace: Workspace): Promise<void> {
  const { context, staging } = workspace;
  const now = context.now();
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
        message: 'No pods are left; data is kept',
      }),
  );
  await writeObservation(context.db, staging.id, {
    health: 'suspended',
    observedAt: now,
  });
}
