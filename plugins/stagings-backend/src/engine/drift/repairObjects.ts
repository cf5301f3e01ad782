import { OperationLogEntry } from 'backstage-plugin-stagings-common';
import { ClusterClient } from '../../cluster/types';
import { isTransient } from '../../cluster/classify';
import { InventoryEntry } from '../../model/inventory';
import {
  describeObject,
  identityKey,
  identityOf,
  KubeObject,
} from '../../model/kubeObject';
import { appliedInventory, applyStages } from '../../plan';
import { explainFailure } from '../failures/explain';
import { isOurs, refOf } from '../apply/ownership';
import { Workspace } from '../Workspace';
import { liveHash } from './contentHash';
import { appliedDrift, isJob, REPAIRED } from './drift';
import { Repair } from './recordRepair';

/** Live objects by their identity. */
export type LiveByKey = Map<string, KubeObject>;

/** What is to be there, what is remembered of it, and what the cluster has of it. */
interface RepairInput {
  objects: KubeObject[];
  inventory: InventoryEntry[];
  before: LiveByKey;
}

type Line = Pick<OperationLogEntry, 'level' | 'message'>;

/** How one object was found, and left. */
interface RepairedObject {
  object: KubeObject;
  live?: KubeObject;
  /** Whether the cluster has answered to an apply: then it is the staging's own. */
  isApplied?: boolean;
  line?: Line;
}

/** How a repair went. */
interface RepairOutcome {
  /** What to record; absent when nothing had drifted. */
  repair?: Repair;
  /** Hash of what the cluster has now. */
  live: string;
  /** What broke it off and will pass: the cluster does not answer, or an object is still going. */
  interruption?: unknown;
}

/**
 * Applies the objects of the deployed revision again. What the cluster refuses is reported and does not keep
 * the others from being repaired.
 */
export async function repairObjects(
  workspace: Workspace,
  client: ClusterClient,
  { objects, inventory, before }: RepairInput,
): Promise<RepairOutcome> {
  const known = new Map(inventory.map(entry => [identityKey(entry), entry]));
  const done: RepairedObject[] = [];
  let interruption: unknown;
  for (const stage of applyStages(objects)) {
    await workspace.fence();
    const settled = await Promise.allSettled(
      stage.map(object => {
        const key = identityKey(identityOf(object));
        return repairOne(workspace, client, object, {
          entry: known.get(key),
          before: before.get(key),
        });
      }),
    );
    for (const result of settled) {
      if (result.status === 'fulfilled') done.push(result.value);
      else interruption = result.reason;
    }
    if (interruption) break;
  }
  const live = done.flatMap(one => one.live ?? []);
  // Without anything to repair as well: an earlier repair may have been cut off before it wrote that down.
  const answers = done.flatMap(one => (one.isApplied && one.live) || []);
  await workspace.saveInventory(appliedInventory(inventory, answers));
  return { repair: describeRepair(done), live: liveHash(live), interruption };
}

async function repairOne(
  { context, staging, signal }: Workspace,
  client: ClusterClient,
  object: KubeObject,
  known: { entry?: InventoryEntry; before?: KubeObject },
): Promise<RepairedObject> {
  const { entry } = known;
  const before = known.before ?? (await client.get(refOf(object)));
  if (!before && isJob(identityOf(object))) return { object };
  const wasOurs =
    before !== undefined && isOurs(before, staging, context.installation);
  if (before && !wasOurs && before.metadata.uid !== entry?.uid) {
    const message = 'belongs to somebody else now; left it alone';
    return { object, live: before, line: { level: 'error', message } };
  }
  try {
    const { object: live } = await client.apply(object, {
      force: true,
      before: before?.metadata.resourceVersion,
      signal,
    });
    const drift = appliedDrift(before, live, wasOurs);
    return {
      object,
      live,
      isApplied: true,
      ...(drift && { line: { level: 'info', message: REPAIRED[drift] } }),
    };
  } catch (error) {
    if (signal.aborted || isTransient(error)) throw error;
    const { message } = explainFailure(error).explanation;
    return { object, live: before, line: { level: 'error', message } };
  }
}

/** Undefined when nothing had drifted. */
function describeRepair(done: readonly RepairedObject[]): Repair | undefined {
  const touched = done.filter(({ line }) => line !== undefined);
  if (touched.length === 0) return undefined;
  const failed = touched.filter(({ line }) => line?.level === 'error');
  const lines = touched.flatMap(({ object, line }) =>
    line ? [{ ...line, message: `${nameOf(object)} ${line.message}` }] : [],
  );
  return failed.length === 0
    ? {
        state: 'succeeded',
        message: `Repaired ${touched
          .map(({ object }) => nameOf(object))
          .join(', ')}`,
        lines,
      }
    : {
        state: 'failed',
        reason: 'RepairIncomplete',
        message: `Cannot repair ${failed
          .map(({ object, line }) => `${nameOf(object)}: ${line?.message}`)
          .join('; ')}`,
        lines,
      };
}

function nameOf(object: KubeObject): string {
  return describeObject(identityOf(object));
}
