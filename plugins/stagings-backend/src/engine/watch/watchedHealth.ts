import { healthyWhenThere, StagingHealth } from '../../health';
import { InventoryEntry } from '../../model/inventory';
import { apiVersionOf } from '../../model/kubeObject';
import { readClusterSigns } from '../../store';
import { healthPolicy } from '../live/healthPolicy';
import { Workspace } from '../Workspace';
import { isBaseKind } from './watchedKinds';

/** A cluster that is followed says so every 15 seconds. */
const FOLLOWED_WITHIN_MS = 30_000;

/**
 * What the watch shows of what was applied, where that suffices and the cluster need not be asked: of a staging
 * that is still starting, and of one that has become healthy for the first time. Of a later deploy, what is
 * healthy may still be the one before.
 *
 * @param applied - what is recorded of the objects
 * @param since - when the order began, milliseconds since the epoch
 */
export async function watchedHealth(
  workspace: Workspace,
  applied: readonly InventoryEntry[],
  since: number | undefined,
): Promise<StagingHealth | undefined> {
  const { context, staging } = workspace;
  const { health, healthExplanation, observedAt } = staging;
  const suffices =
    health === 'progressing' ||
    (health === 'healthy' && isFirstDeploy(workspace, applied));
  if (!suffices || since === undefined) return undefined;
  if (observedAt === undefined || observedAt < since) return undefined;
  const sign = (await readClusterSigns(context.db)).get(staging.cluster);
  const isFollowed =
    sign?.liveAt !== undefined &&
    sign.trouble === undefined &&
    context.now() - sign.liveAt < FOLLOWED_WITHIN_MS;
  return isFollowed ? { health, explanation: healthExplanation } : undefined;
}

/**
 * Whether the objects were all made by this order, and the watch tells of each whose health can be anything
 * but good. It tells nothing of a staging before all of it is applied for the first time.
 */
function isFirstDeploy(
  { context, staging, operation }: Workspace,
  applied: readonly InventoryEntry[],
): boolean {
  const { observedAt, deployedRevision } = staging;
  const appliedSince = operation?.appliedSince;
  if (deployedRevision !== undefined || observedAt === undefined) return false;
  if (appliedSince === undefined || observedAt < appliedSince) return false;
  const policy = healthPolicy(context, staging.cluster);
  return applied.every(
    ({ group, version, kind }) =>
      isBaseKind({ apiVersion: apiVersionOf(group, version), kind }) ||
      healthyWhenThere(`${group}/${kind}`, policy),
  );
}
