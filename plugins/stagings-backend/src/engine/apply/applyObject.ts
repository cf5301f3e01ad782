import { setTimeout as sleep } from 'node:timers/promises';
import { isImmutableFieldError } from '../../cluster/classify';
import { ApplyResult, ClusterClient } from '../../cluster/types';
import { WaitingError } from '../../model/errors';
import { describeObject, identityOf, KubeObject } from '../../model/kubeObject';
import { isCustomKind, isWorkloadKind, replacementOf } from '../../plan';
import { isOurs, refOf } from './ownership';
import { Workspace } from '../Workspace';

/** How long a replaced object may take to go before the deploy comes back to it later. */
const GONE_WITHIN_MS = 20_000;
const LOOK_EVERY_MS = 250;

/**
 * Applies one object. Where the cluster refuses to change a field in place, an object of a kind that may be
 * replaced is deleted and applied anew.
 *
 * What makes pods lets everything else go first that waits for the cluster: for each pod its controllers, its
 * scheduler and its node send some ten requests, which hold up those of the other stagings. An operator may
 * make pods of any custom resource.
 *
 * @throws ApiError, also for a field that cannot be changed of an object that must be kept
 * @throws WaitingError where the old object does not go in time
 */
export async function applyObject(
  workspace: Workspace,
  client: ClusterClient,
  object: KubeObject,
): Promise<ApplyResult> {
  const { signal } = workspace;
  const identity = identityOf(object);
  const yields = isWorkloadKind(identity) || isCustomKind(identity);
  try {
    return await client.apply(object, { force: true, yields, signal });
  } catch (error) {
    if (!isImmutableFieldError(error)) throw error;
    if (!(await removeOld(workspace, client, object))) throw error;
    return client.apply(object, { force: true, signal });
  }
}

/** Answers false where the old object must stay. */
async function removeOld(
  workspace: Workspace,
  client: ClusterClient,
  object: KubeObject,
): Promise<boolean> {
  const replacement = replacementOf(object);
  if (replacement.type === 'never') return false;
  const { context, staging } = workspace;
  const ref = refOf(object);
  const old = await client.get(ref);
  if (!old || !isOurs(old, staging, context.installation)) return false;
  const { costs } = replacement;
  workspace.log(
    `Replacing ${describeObject(
      ref,
    )}, since the change is not possible in place${costs ? `: ${costs}` : ''}`,
    'warning',
  );
  await workspace.fence();
  await client.delete(ref, {
    propagation: replacement.type === 'adopt' ? 'Orphan' : 'Foreground',
    uid: old.metadata.uid,
  });
  await untilGone(workspace, client, old);
  return true;
}

async function untilGone(
  { context, signal }: Workspace,
  client: ClusterClient,
  old: KubeObject,
): Promise<void> {
  const deadline = context.now() + GONE_WITHIN_MS;
  for (;;) {
    const live = await client.get(refOf(old));
    if (live?.metadata.uid !== old.metadata.uid) return;
    if (context.now() > deadline) {
      throw new WaitingError({
        reason: 'ObjectTerminating',
        message: `${describeObject(
          identityOf(old),
        )} is still being removed, to be made anew`,
      });
    }
    await sleep(LOOK_EVERY_MS, undefined, { signal });
  }
}
