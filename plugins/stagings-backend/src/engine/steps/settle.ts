import { Explanation } from 'backstage-plugin-stagings-common';
import { ClusterClient } from '../../cluster/types';
import { aggregate, assessInventory, StagingHealth } from '../../health';
import { TerminalError } from '../../model/errors';
import { InventoryEntry } from '../../model/inventory';
import { KubeObject } from '../../model/kubeObject';
import { lastHookEnd } from '../../plan';
import { readInventory, writeObservation } from '../../store';
import { owesHooks, runHooksAfterDeploy } from '../hooks/deployHooks';
import { showWaiting } from '../hooks/showWaiting';
import { readEvents, readLiveObjects } from '../liveObjects';
import { pruneRest } from '../prune';
import { Workspace } from '../Workspace';
import { StepFunction } from './types';

/** How often health is read while nothing wakes the staging; a watch usually does. */
const LOOK_EVERY_MS = 2_000;
/** How long a problem may last before the deploy fails: pods often need a second try. */
const GRACE_MS = 15_000;

/**
 * Waits until what was applied is healthy, then prunes what the new render lacks and closes the deploy. A
 * problem that lasts, or the template's time limit, fails it; what was applied stays.
 */
export const settle: StepFunction = async workspace => {
  const client = workspace.cluster();
  const { context, staging } = workspace;
  const inventory = await readInventory(context.db, staging.id);
  const current = inventory.filter(
    entry => entry.revision === staging.appliedRevision && !entry.hook,
  );
  const appliedAt = startOfWait(workspace, inventory);
  const assessed = await assess(workspace, client, current, appliedAt);
  const now = context.now();
  await writeObservation(context.db, staging.id, {
    health: assessed.health,
    healthExplanation: assessed.explanation,
    observedAt: now,
  });
  if (assessed.health === 'healthy' || assessed.health === 'suspended') {
    if (await owesHooks(workspace)) return { then: 'rest' };
    const after = await runHooksAfterDeploy(workspace, client);
    if (after.state === 'waiting') {
      return showWaiting(workspace, after.explanation);
    }
    const all = await readInventory(context.db, staging.id);
    await pruneRest(workspace, client, all);
    await succeed(workspace);
    return { then: 'next' };
  }
  if (!workspace.operation) return { then: 'rest' };
  context.notify(staging.id);
  requireProgress(workspace, assessed, { now, since: appliedAt ?? now });
  return { then: 'again', afterMs: LOOK_EVERY_MS };
};

/** Since when the cluster has had time to become healthy: hooks have a limit of their own. */
function startOfWait(
  { operation }: Workspace,
  inventory: InventoryEntry[],
): number | undefined {
  if (!operation) return undefined;
  const startedAt = operation.startedAt ?? operation.createdAt;
  return Math.max(startedAt, lastHookEnd(inventory, operation.id) ?? 0);
}

async function assess(
  { context, staging }: Workspace,
  client: ClusterClient,
  inventory: InventoryEntry[],
  appliedAt: number | undefined,
): Promise<StagingHealth> {
  const live = await readLiveObjects(
    client,
    staging,
    context.installation,
    inventory,
  );
  const look = (events: KubeObject[]) =>
    aggregate(
      assessInventory(inventory, live, {
        now: context.now(),
        appliedAt,
        events,
      }),
    );
  const health = look([]);
  return health.health === 'healthy'
    ? health
    : look(await readEvents(client, staging));
}

async function succeed(workspace: Workspace): Promise<void> {
  const { staging } = workspace;
  const revision = staging.appliedRevision;
  await workspace.update(
    current => {
      const deployed = {
        deployedRevision: revision,
        archivedAt: undefined,
        recordedScales: undefined,
      };
      return current.revision === revision && current.desired === 'running'
        ? { ...deployed, phase: 'running', phaseExplanation: undefined }
        : deployed;
    },
    tx =>
      workspace.finish(tx, {
        state: 'succeeded',
        message: `Revision ${revision} is deployed`,
      }),
  );
}

/** When each staging's current problem was first seen; losing it in a restart only lengthens the grace. */
const troubledSince = new Map<string, { operation: string; at: number }>();

/** @throws TerminalError where the deploy has failed */
function requireProgress(
  { staging, operation, context }: Workspace,
  assessed: StagingHealth,
  { now, since: startedAt }: { now: number; since: number },
): void {
  if (!operation) return;
  if (assessed.health === 'degraded' && assessed.explanation) {
    const known = troubledSince.get(staging.id);
    const since = known?.operation === operation.id ? known.at : now;
    troubledSince.set(staging.id, { operation: operation.id, at: since });
    if (now - since >= GRACE_MS) {
      troubledSince.delete(staging.id);
      throw new TerminalError(assessed.explanation);
    }
  } else {
    troubledSince.delete(staging.id);
  }
  const template = context.config.templates.find(
    candidate => candidate.name === staging.template,
  );
  if (template && now - startedAt > template.timeouts.deploy) {
    throw new TerminalError(timeout(template.timeouts.deploy, assessed));
  }
}

function timeout(limitMs: number, assessed: StagingHealth): Explanation {
  const minutes = Math.round(limitMs / 60_000);
  const cause = assessed.explanation;
  return {
    ...cause,
    reason: 'DeployTimeout',
    message: `Not healthy after ${minutes} minutes${
      cause ? `: ${cause.message}` : ''
    }`,
    hint: cause?.hint ?? {
      text: 'Look at the resources and the logs, then redeploy.',
      audience: 'engineer',
    },
  };
}
