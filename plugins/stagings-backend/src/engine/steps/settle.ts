import { Explanation } from 'backstage-plugin-stagings-common';
import { ClusterClient } from '../../cluster/types';
import { StagingHealth } from '../../health';
import { InventoryEntry } from '../../model/inventory';
import { lastHookEnd } from '../../plan';
import { assessStaging } from '../live/assessStaging';
import { owesHooks, runHooksAfterDeploy } from '../hooks/deployHooks';
import { showWaiting } from '../hooks/showWaiting';
import { pruneRest } from '../removal/prune';
import { requireProgress } from '../live/requireProgress';
import { watchedHealth } from '../watch/watchedHealth';
import { Workspace } from '../Workspace';
import { StepFunction } from './types';

/** How often health is read while nothing wakes the staging. */
const LOOK_EVERY_MS = 2_000;
/** The same while a watch does: then only the time limit is left to look at. */
const LOOK_WHILE_WATCHED_MS = 10_000;

/**
 * Waits until what was applied is healthy, then prunes what the new render lacks and closes the deploy. A
 * problem that lasts, or the template's time limit, fails it; what was applied stays.
 */
export const settle: StepFunction = async workspace => {
  const client = workspace.cluster();
  const { context, staging } = workspace;
  const inventory = await workspace.inventory();
  const current = inventory.filter(
    entry => entry.revision === staging.appliedRevision && !entry.hook,
  );
  const appliedAt = startOfWait(workspace, inventory);
  const watched = await watchedHealth(workspace, current, appliedAt);
  const assessed =
    watched ?? (await look(workspace, client, current, appliedAt));
  const now = context.now();
  if (assessed.health === 'healthy' || assessed.health === 'suspended') {
    if (await owesHooks(workspace)) return { then: 'rest' };
    const after = await runHooksAfterDeploy(workspace, client);
    if (after.state === 'waiting') {
      return showWaiting(workspace, after.explanation);
    }
    const all = await workspace.inventory();
    const warning = await pruneRest(workspace, client, all);
    await succeed(workspace, warning);
    return { then: 'next' };
  }
  if (!workspace.operation) return { then: 'rest' };
  context.notify(staging.id);
  const since = appliedAt ?? now;
  const timeout = 'DeployTimeout';
  await requireProgress(workspace, assessed, { now, since, timeout });
  return {
    then: 'again',
    afterMs: watched ? LOOK_WHILE_WATCHED_MS : LOOK_EVERY_MS,
  };
};

async function look(
  workspace: Workspace,
  client: ClusterClient,
  inventory: InventoryEntry[],
  appliedAt: number | undefined,
): Promise<StagingHealth> {
  const health = await assessStaging(workspace, client, inventory, appliedAt);
  await workspace.observe(health);
  return health;
}

/** Since when the cluster has had time to become healthy: hooks have a limit of their own. */
function startOfWait(
  { operation }: Workspace,
  inventory: InventoryEntry[],
): number | undefined {
  if (!operation) return undefined;
  const startedAt = operation.startedAt ?? operation.createdAt;
  return Math.max(startedAt, lastHookEnd(inventory, operation.id) ?? 0);
}

/** @param warning - what people should know although the deploy succeeded */
async function succeed(
  workspace: Workspace,
  warning: Explanation | undefined,
): Promise<void> {
  const { staging } = workspace;
  const revision = staging.appliedRevision;
  await workspace.update(
    current => {
      const deployed = {
        deployedRevision: revision,
        deployedVersion: staging.version,
        archivedAt: undefined,
        recordedScales: undefined,
      };
      return current.revision === revision && current.desired === 'running'
        ? { ...deployed, phase: 'running', phaseExplanation: warning }
        : deployed;
    },
    tx =>
      workspace.finish(tx, {
        state: 'succeeded',
        ...(warning && { reason: warning.reason }),
        message: warning
          ? `Revision ${revision} is deployed; ${warning.message}`
          : `Revision ${revision} is deployed`,
      }),
  );
}
