import { ClusterClient } from '../../cluster/types';
import { TerminalError } from '../../model/errors';
import { InventoryEntry } from '../../model/inventory';
import { describeObject, identityOf, KubeObject } from '../../model/kubeObject';
import { OperationRecord } from '../../model/operation';
import {
  isRestartable,
  restartedBy,
  restartPatch,
  whyNotRestarted,
} from '../../model/restart';
import { listOperations } from '../../store';
import { assessStaging } from '../live/assessStaging';
import { RESTART_MANAGER } from '../apply/fieldManagers';
import { isOurs, refOf } from '../apply/ownership';
import { requireProgress } from '../live/requireProgress';
import { Workspace } from '../Workspace';
import { StepFunction } from './types';

/** How often the rollout is looked at. */
const LOOK_EVERY_MS = 2_000;
/** How many newer restarts may have come in between. */
const HISTORY = 100;

/** A workload as the inventory has it and as the cluster has it. */
interface Workload {
  entry: InventoryEntry;
  live: KubeObject;
}

/**
 * Makes workloads replace their pods, each once, and ends when the new ones are healthy. It changes neither
 * the phase nor the revision.
 */
export const restart: StepFunction = async workspace => {
  const { context, operation } = workspace;
  if (!operation) return { then: 'rest' };
  const client = workspace.cluster();
  const workloads = await readWorkloads(workspace, client, operation);
  const able = requireRestartable(workloads);
  const due = await notRestartedYet(workspace, operation, able);
  if (due.length > 0) {
    await logSkipped(workspace, workloads);
    for (const { live } of due) {
      await restartOne(workspace, client, live, operation);
    }
  }
  const now = context.now();
  const since = operation.startedAt ?? operation.createdAt;
  const entries = able.map(({ entry }) => entry);
  const assessed = await assessStaging(workspace, client, entries, since);
  if (assessed.health === 'healthy' || assessed.health === 'suspended') {
    await succeed(workspace, able);
    return { then: 'next' };
  }
  const timeout = 'RestartTimeout';
  await requireProgress(workspace, assessed, { now, since, timeout });
  return { then: 'again', afterMs: LOOK_EVERY_MS };
};

/** @throws TerminalError where none of the workloads is in the cluster */
async function readWorkloads(
  workspace: Workspace,
  client: ClusterClient,
  { resource }: OperationRecord,
): Promise<Workload[]> {
  const { context, staging } = workspace;
  const inventory = await workspace.inventory();
  const entries = inventory.filter(
    entry =>
      isRestartable(entry) &&
      (!resource ||
        (entry.kind === resource.kind && entry.name === resource.name)),
  );
  const workloads = await Promise.all(
    entries.map(async entry => {
      const live = await client.get(entry);
      return live && isOurs(live, staging, context.installation)
        ? [{ entry, live }]
        : [];
    }),
  );
  if (workloads.flat().length > 0) return workloads.flat();
  throw notRestartable(
    resource
      ? `${resource.kind} ${resource.name} is not in the cluster`
      : 'None of its workloads is in the cluster',
  );
}

/** @throws TerminalError where none can be restarted */
function requireRestartable(workloads: Workload[]): Workload[] {
  const able = workloads.filter(({ live }) => !whyNotRestarted(live));
  if (able.length > 0) return able;
  throw notRestartable(
    workloads.flatMap(({ live }) => whyNotRestarted(live) ?? []).join('; '),
  );
}

function notRestartable(message: string): TerminalError {
  return new TerminalError({ reason: 'NotRestartable', message });
}

/** Those that neither this restart nor a newer one has restarted. */
async function notRestartedYet(
  { context, staging }: Workspace,
  { id }: OperationRecord,
  workloads: Workload[],
): Promise<Workload[]> {
  const operations = await listOperations(context.db, staging.id, {
    limit: HISTORY,
  });
  const ids = operations.map(operation => operation.id);
  const notOlder = new Set(ids.slice(0, ids.indexOf(id) + 1));
  return workloads.filter(({ live }) => !notOlder.has(restartedBy(live) ?? ''));
}

async function logSkipped(
  workspace: Workspace,
  workloads: Workload[],
): Promise<void> {
  for (const { live } of workloads) {
    const reason = whyNotRestarted(live);
    if (reason) workspace.log(reason, 'warning');
  }
}

async function restartOne(
  workspace: Workspace,
  client: ClusterClient,
  live: KubeObject,
  { id }: OperationRecord,
): Promise<void> {
  await workspace.fence();
  await client.mergePatch(refOf(live), restartPatch(id), {
    fieldManager: RESTART_MANAGER,
    signal: workspace.signal,
  });
  workspace.log(`Restarting ${describeObject(identityOf(live))}`);
}

async function succeed(
  workspace: Workspace,
  workloads: Workload[],
): Promise<void> {
  const names = workloads.map(({ live }) => describeObject(identityOf(live)));
  await workspace.update(
    () => undefined,
    tx =>
      workspace.finish(tx, {
        state: 'succeeded',
        message: `Restarted ${names.join(', ')}`,
      }),
  );
}
