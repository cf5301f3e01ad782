import { ClusterClient } from '../../cluster/types';
import { TerminalError } from '../../model/errors';
import { InventoryEntry } from '../../model/inventory';
import {
  describeObject,
  identityKey,
  KubeObject,
} from '../../model/kubeObject';
import { splitHooks } from '../../plan';
import { Db, listOperations } from '../../store';
import { isOurs } from '../apply/ownership';
import { renderStaging } from '../rendering/render';
import { Workspace } from '../Workspace';
import { liveHash, renderHash } from './contentHash';
import { FOUND, visibleDrift } from './drift';
import { auditRepair } from './auditRepair';
import { insertRepair, Repair } from './recordRepair';
import { LiveByKey, repairObjects } from './repairObjects';

/** Objects that are read at once. */
const READS = 8;

/**
 * Finds out whether somebody else deleted, changed or un-labelled something of a running staging, and applies
 * again what was last deployed. It runs no hooks, prunes nothing, and rolls nothing out: where the render is
 * not what was applied any more, it only says what it found.
 * @returns whether there is something to do now: never
 */
export async function checkRunning(workspace: Workspace): Promise<boolean> {
  const { staging } = workspace;
  const client = workspace.cluster();
  const inventory = await workspace.inventory();
  const entries = inventory.filter(
    entry => entry.revision === staging.appliedRevision && !entry.hook,
  );
  const before = await readLive(client, entries);
  const seen = liveHash([...before.values()]);
  if (seen === staging.liveHash) return false;

  const rendered = await renderDeployed(workspace, client);
  if (rendered instanceof TerminalError) {
    const found = findVisible(workspace, entries, before);
    await conclude(workspace, seen, found && refused(found, rendered));
    return false;
  }
  const { repair, live, interruption } = await repairObjects(
    workspace,
    client,
    {
      objects: rendered,
      inventory,
      before,
    },
  );
  const isComplete = !interruption && repair?.state !== 'failed';
  await conclude(workspace, isComplete ? live : undefined, repair);
  if (interruption) throw interruption;
  return false;
}

async function readLive(
  client: ClusterClient,
  entries: readonly InventoryEntry[],
): Promise<LiveByKey> {
  const live: LiveByKey = new Map();
  for (let start = 0; start < entries.length; start += READS) {
    const batch = entries.slice(start, start + READS);
    const objects = await Promise.all(batch.map(entry => client.get(entry)));
    batch.forEach((entry, index) => {
      const object = objects[index];
      if (object) live.set(identityKey(entry), object);
    });
  }
  return live;
}

/** The objects that were deployed, rendered again; or why they cannot be. */
async function renderDeployed(
  workspace: Workspace,
  client: ClusterClient,
): Promise<KubeObject[] | TerminalError> {
  try {
    const { objects } = splitHooks(
      (await renderStaging(workspace, client)).objects,
    );
    return renderHash(objects) === workspace.staging.appliedHash
      ? objects
      : new TerminalError({
          reason: 'RenderChanged',
          message:
            'the template now gives something else than what is deployed, and a repair rolls nothing out',
        });
  } catch (error) {
    if (error instanceof TerminalError) return error;
    throw error;
  }
}

/** What is gone or lost its labels, in words; undefined when nothing. */
function findVisible(
  { context, staging }: Workspace,
  entries: readonly InventoryEntry[],
  before: LiveByKey,
): string[] | undefined {
  const found = entries.flatMap(entry => {
    const live = before.get(identityKey(entry));
    const ours = live && isOurs(live, staging, context.installation);
    const drift = visibleDrift(entry, live, ours ?? false);
    return drift ? [`${describeObject(entry)} ${FOUND[drift]}`] : [];
  });
  return found.length > 0 ? found : undefined;
}

function refused(found: string[], { explanation }: TerminalError): Repair {
  const { reason, message } = explanation;
  return {
    state: 'failed',
    reason,
    message: `Cannot repair: ${found.join(
      ', ',
    )}, but ${message}. Redeploy to bring it back`,
    lines: found.map(line => ({
      level: 'error',
      message: `${line}; not repaired, since ${message}`,
    })),
  };
}

/**
 * Remembers what the cluster has now, so that it is not looked into again before it changes, and records
 * what was done about it. The same trouble is recorded once.
 */
async function conclude(
  workspace: Workspace,
  seen: string | undefined,
  repair: Repair | undefined,
): Promise<void> {
  let recorded: Repair | undefined;
  const record = async (tx: Db) => {
    recorded = undefined;
    if (!repair || (await isKnown(tx, workspace, repair))) return;
    await insertRepair(tx, workspace, repair);
    recorded = repair;
  };
  await workspace.update(() => ({ liveHash: seen }), record);
  if (recorded) await auditRepair(workspace, recorded);
}

async function isKnown(
  tx: Db,
  { staging }: Workspace,
  { state, message }: Repair,
): Promise<boolean> {
  const [newest] = await listOperations(tx, staging.id, { limit: 1 });
  return (
    state === 'failed' &&
    newest?.kind === 'repair' &&
    newest.state === state &&
    newest.message === message
  );
}
