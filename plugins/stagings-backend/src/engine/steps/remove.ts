import { Explanation } from 'backstage-plugin-stagings-common';
import { ClusterClient } from '../../cluster/types';
import { eraseSecrets } from '../../store';
import { removeEverything } from '../removal/removeEverything';
import { keptDefinitions } from '../removal/clusterScoped';
import { Workspace } from '../Workspace';
import { StepFunction } from './types';

/** How often a removal is looked at: namespaces take seconds. */
const LOOK_EVERY_MS = 1_000;
/** One that is held up for long is looked at more rarely. */
const LOOK_AT_LEAST_EVERY_MS = 10_000;

/**
 * Removes everything that was made for the staging, data too, and ends only when the cluster says that
 * nothing is left.
 */
export const remove: StepFunction = async workspace => {
  const inventory = await workspace.inventory();
  const client: ClusterClient | undefined =
    inventory.length === 0 ? undefined : workspace.cluster();
  const left = client && (await removeEverything(workspace, client, inventory));
  if (left) {
    await show(workspace, left);
    return { then: 'again', afterMs: nextLook(workspace) };
  }
  const kept = client
    ? await keptDefinitions(workspace, client, inventory)
    : [];
  await workspace.saveInventory([]);
  await succeed(workspace, kept);
  return { then: 'rest' };
};

function nextLook({ operation, context }: Workspace): number {
  const age = operation ? context.now() - operation.createdAt : 0;
  return Math.min(Math.max(LOOK_EVERY_MS, age / 10), LOOK_AT_LEAST_EVERY_MS);
}

async function show(workspace: Workspace, left: Explanation): Promise<void> {
  await workspace.update(current =>
    current.phase === 'deleting' &&
    current.phaseExplanation?.message !== left.message
      ? { phaseExplanation: left }
      : undefined,
  );
}

async function succeed(
  workspace: Workspace,
  kept: readonly string[],
): Promise<void> {
  await workspace.update(
    () => ({
      phase: 'deleted',
      phaseExplanation: undefined,
      health: 'unknown',
      healthExplanation: undefined,
      deletedAt: workspace.context.now(),
      secrets: undefined,
    }),
    async tx => {
      await eraseSecrets(tx, workspace.staging.id);
      await workspace.finish(tx, {
        state: 'succeeded',
        message:
          kept.length === 0
            ? 'Nothing is left in the cluster'
            : `Nothing is left in the cluster but ${kept.join(
                ', ',
              )}, which belongs to the whole cluster`,
      });
    },
  );
}
