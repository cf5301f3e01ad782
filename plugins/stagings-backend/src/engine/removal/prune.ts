import { Explanation } from 'backstage-plugin-stagings-common';
import { isTransient } from '../../cluster/classify';
import { ApiError, GroupUnavailableError } from '../../cluster/errors';
import { ClusterClient } from '../../cluster/types';
import { isDefinition } from '../../model/definition';
import { InventoryEntry } from '../../model/inventory';
import { describeObject, KubeObject } from '../../model/kubeObject';
import {
  deleteOrder,
  mayPrune,
  needsConfirmation,
  PruneVerdict,
  settledInventory,
} from '../../plan';
import { isDefinitionInUse } from '../apply/definitions';
import { explainFailure } from '../failures/explain';
import { release } from './release';
import { templateOf } from '../rendering/templateOf';
import { Workspace } from '../Workspace';

/** An object that the applied render lacks, as the cluster has it, and what is to become of it. */
interface Candidate {
  entry: InventoryEntry;
  live?: KubeObject;
  verdict: PruneVerdict | { verdict: 'unknown'; message: string };
}

const isGone = ({ verdict }: Candidate) => verdict.verdict === 'gone';

/**
 * Deletes what earlier renders made and the applied one lacks. What cannot or must not be deleted stays in
 * the inventory, so that nothing is ever forgotten.
 *
 * @returns what people should know about objects that stayed although they should go
 */
export async function pruneRest(
  workspace: Workspace,
  client: ClusterClient,
  inventory: InventoryEntry[],
): Promise<Explanation | undefined> {
  const { appliedRevision } = workspace.staging;
  const old = inventory.filter(({ revision }) => revision !== appliedRevision);
  if (old.length === 0) return undefined;
  const applied = new Set(
    inventory.flatMap(({ revision, uid }) =>
      revision === appliedRevision && uid !== undefined ? [uid] : [],
    ),
  );
  const candidates = await Promise.all(
    old.map(entry => look(workspace, client, entry, applied)),
  );
  const held = holdBack(workspace, candidates, inventory);
  if (held) await workspace.log(held.message, 'warning');
  const outcome = held
    ? { gone: candidates.filter(isGone).map(({ entry }) => entry), failed: [] }
    : await prune(workspace, client, candidates);
  await workspace.saveInventory(settledInventory(inventory, outcome.gone));
  return held ?? explainLeftovers(outcome.failed);
}

async function look(
  workspace: Workspace,
  client: ClusterClient,
  entry: InventoryEntry,
  applied: ReadonlySet<string>,
): Promise<Candidate> {
  const { context, staging } = workspace;
  try {
    const live = await client.get(entry);
    const verdict = mayPrune(entry, live, {
      owner: { installation: context.installation, staging: staging.name },
      allow: templateOf(workspace)?.prune.allow ?? [],
      applied,
    });
    return { entry, live, verdict };
  } catch (error) {
    // Without its API nobody can tell whether the object is there; the next deploy looks again.
    if (!(error instanceof GroupUnavailableError)) throw error;
    const message = `${describeObject(entry)} is not removed: ${error.message}`;
    return { entry, verdict: { verdict: 'unknown', message } };
  }
}

/** Why the whole prune waits for a person, where it does. */
function holdBack(
  workspace: Workspace,
  candidates: readonly Candidate[],
  inventory: readonly InventoryEntry[],
): Explanation | undefined {
  const template = templateOf(workspace);
  if (!template || workspace.operation?.confirmsPrune) return undefined;
  const { maxShare } = template.prune;
  const doomed = candidates.filter(
    ({ verdict, entry }) => verdict.verdict === 'prune' && !entry.hook,
  );
  const total = inventory.filter(({ hook }) => !hook).length;
  if (!needsConfirmation(doomed.length, total, maxShare)) return undefined;
  const names = doomed.map(({ entry }) => describeObject(entry));
  return {
    reason: 'PruneNotConfirmed',
    message: `${
      names.length
    } of ${total} objects are kept, although the template has them no more, since one deploy may remove at most ${Math.round(
      maxShare * 100,
    )} % of a staging: ${listed(names)}`,
    hint: {
      text: 'If they should go, redeploy and confirm that they are removed; if not, correct the template or the inputs.',
      audience: 'engineer',
    },
  };
}

interface Outcome {
  gone: InventoryEntry[];
  /** What could not be removed, a sentence each. */
  failed: string[];
}

async function prune(
  workspace: Workspace,
  client: ClusterClient,
  candidates: readonly Candidate[],
): Promise<Outcome> {
  await workspace.fence();
  const outcome: Outcome = { gone: [], failed: [] };
  const byEntry = new Map(candidates.map(c => [c.entry, c]));
  for (const group of deleteOrder(candidates.map(({ entry }) => entry))) {
    await Promise.all(
      group.map(async entry => {
        const candidate = byEntry.get(entry);
        if (!candidate) return;
        try {
          if (await pruneOne(workspace, client, candidate)) {
            outcome.gone.push(entry);
          }
        } catch (error) {
          if (!(error instanceof ApiError) || isTransient(error)) throw error;
          const { message } = explainFailure(error).explanation;
          const failure = `${describeObject(entry)} stays: ${message}`;
          outcome.failed.push(failure);
          await workspace.log(failure, 'error');
        }
      }),
    );
  }
  return outcome;
}

/** Answers whether the object is certainly gone, or is no concern of the staging any more. */
async function pruneOne(
  workspace: Workspace,
  client: ClusterClient,
  { entry, live, verdict }: Candidate,
): Promise<boolean> {
  switch (verdict.verdict) {
    case 'gone':
      return true;
    case 'terminating':
      return false;
    case 'unknown':
    case 'keep':
      await workspace.log(verdict.message, 'warning');
      return false;
    case 'release':
      await release(workspace, client, entry);
      return true;
    default:
      break;
  }
  if (live && isDefinition(entry) && (await isDefinitionInUse(client, live))) {
    await workspace.log(
      `${describeObject(entry)} stays: there are objects of its kind`,
      'warning',
    );
    return false;
  }
  const outcome = await client.delete(entry, {
    propagation: 'Background',
    uid: verdict.uid,
  });
  await workspace.log(`Removed ${describeObject(entry)}`);
  return outcome === 'gone';
}

function explainLeftovers(failed: readonly string[]): Explanation | undefined {
  const [first, ...others] = failed;
  if (first === undefined) return undefined;
  return {
    reason: 'PruneIncomplete',
    message:
      others.length === 0
        ? first
        : `${first} (and ${others.length} more could not be removed)`,
    hint: {
      text: 'It is tried again with the next deploy; see the log of the operation.',
      audience: 'platform',
    },
  };
}

function listed(names: readonly string[]): string {
  const SHOWN = 10;
  const rest = names.length - SHOWN;
  return `${names.slice(0, SHOWN).join(', ')}${
    rest > 0 ? ` and ${rest} more` : ''
  }`;
}
