import { describeObject, identityOf } from '../../model/kubeObject';
import { isActivePod } from '../live/isActivePod';
import { listPods } from '../live/liveObjects';
import { Workspace } from '../Workspace';
import { auditRepair } from './auditRepair';
import { insertRepair, Repair } from './recordRepair';

/**
 * Archives a staging again whose pods came back: somebody scaled it up by hand.
 * @returns whether there is something to do now
 */
export async function checkArchived(workspace: Workspace): Promise<boolean> {
  const { context, staging } = workspace;
  const pods = await listPods(
    workspace.cluster(),
    staging,
    context.installation,
  );
  const active = pods.filter(isActivePod);
  if (active.length === 0) return false;
  const repair: Repair = {
    state: 'running',
    lines: active.map(pod => ({
      level: 'warning',
      message: `${describeObject(
        identityOf(pod),
      )} came back although the staging is archived; archiving it again`,
    })),
  };
  let isAgain = false;
  await workspace.update(
    current => {
      isAgain = current.phase === 'archived';
      return isAgain ? { phase: 'archiving' } : undefined;
    },
    async tx => {
      if (isAgain) await insertRepair(tx, workspace, repair);
    },
  );
  if (isAgain) await auditRepair(workspace, repair);
  return isAgain;
}
