import { InventoryEntry } from '../../model/inventory';
import { OperationRecord } from '../../model/operation';
import { listOperations } from '../../store';
import { Workspace } from '../Workspace';
import { StepFunction } from './types';

/** How far back it is looked for what was applied. */
const HISTORY = 100;

/**
 * Brings back what was last deployed, after a deploy was cancelled. Where nothing of the cancelled one was
 * applied, that still runs; otherwise it is deployed again. Where the cancelled deploy wanted the very same
 * inputs, there is nothing else to bring back.
 */
export const goBack: StepFunction = async workspace => {
  const { context, staging, operation } = workspace;
  const operations = await listOperations(context.db, staging.id, {
    limit: HISTORY,
  });
  if (isUntouched(operations)) {
    await resume(workspace);
  } else if (operation?.changes.length === 0) {
    await stop(workspace);
  } else {
    await deployAgain(workspace);
  }
  return { then: 'next' };
};

/**
 * Whether the last deploy that succeeded is also the last that applied anything.
 */
function isUntouched(newestFirst: readonly OperationRecord[]): boolean {
  const last = newestFirst.find(
    ({ appliedSince }) => appliedSince !== undefined,
  );
  return last?.state === 'succeeded';
}

async function resume(workspace: Workspace): Promise<void> {
  const { staging } = workspace;
  const { revision, deployedRevision } = staging;
  const inventory = await workspace.inventory();
  await workspace.saveInventory(
    inventory.map(entry => renumbered(entry, deployedRevision, revision)),
  );
  await workspace.update(
    () => ({
      phase: 'running',
      phaseExplanation: undefined,
      appliedRevision: revision,
      deployedRevision: revision,
      deployedVersion: staging.version,
    }),
    tx =>
      workspace.finish(tx, {
        state: 'succeeded',
        message:
          'Nothing of the cancelled deploy was applied: what ran before still runs',
      }),
  );
}

function renumbered(
  entry: InventoryEntry,
  from: number | undefined,
  to: number,
): InventoryEntry {
  return entry.revision === from && !entry.hook
    ? { ...entry, revision: to }
    : entry;
}

async function stop(workspace: Workspace): Promise<void> {
  const message = 'The deploy was cancelled after some of it was applied';
  await workspace.update(
    () => ({
      phase: 'failed',
      phaseExplanation: {
        reason: 'Cancelled',
        message,
        hint: {
          text: 'It deployed the same configuration as the deploy before: redeploy to complete it, or change the configuration.',
          audience: 'engineer',
        },
      },
    }),
    tx => workspace.finish(tx, { state: 'succeeded', message }),
  );
}

async function deployAgain(workspace: Workspace): Promise<void> {
  await workspace.update(() => ({
    phase: 'deploying',
    appliedRevision: undefined,
  }));
  workspace.log(
    'Some of the cancelled deploy was applied: deploying what ran before again',
  );
}
