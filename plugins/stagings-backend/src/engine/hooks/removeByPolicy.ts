import { ClusterClient } from '../../cluster/types';
import { describeObject, identityOf } from '../../model/kubeObject';
import { Hook, HookDeletePolicy } from '../../plan';
import { isOurs, refOf } from '../apply/ownership';
import { Workspace } from '../Workspace';
import { HookOccasion, isRunOf } from './labels';

/** Removes what hooks made in this run, where their policy says so. */
export async function removeByPolicy(
  workspace: Workspace,
  client: ClusterClient,
  hooks: readonly Hook[],
  occasion: HookOccasion,
  policy: Exclude<HookDeletePolicy, 'before-hook-creation'>,
): Promise<void> {
  const { staging, context } = workspace;
  for (const { object, deletePolicies } of hooks) {
    if (!deletePolicies.includes(policy)) continue;
    const live = await client.get(refOf(object));
    const isRun =
      live &&
      isRunOf(live, occasion) &&
      isOurs(live, staging, context.installation);
    if (!isRun || live.metadata.deletionTimestamp) continue;
    await workspace.fence();
    await client.delete(refOf(object), {
      propagation: 'Background',
      uid: live.metadata.uid,
    });
    await workspace.log(
      `Removed the hook ${describeObject(identityOf(object))}: ${policy}`,
    );
  }
}
