import { OperationKind } from 'backstage-plugin-stagings-common';
import { ClusterClient } from '../../cluster/types';
import { KubeObject } from '../../model/kubeObject';
import {
  appliedInventory,
  deployEvents,
  eventProgress,
  Hook,
  hooksOf,
  recordHooks,
  splitHooks,
  unionInventory,
} from '../../plan';
import { applyAll } from '../apply/applyAll';
import { renderStaging } from '../rendering/render';
import { Workspace } from '../Workspace';
import { HookProgress, runHooks } from './runHooks';
import { runningHook } from './runningHook';

/**
 * Operations that run hooks. A restore does not: it brings back what was deployed already, and a migration
 * would find the staging's own database still at rest. Neither does a cancel, which brings back what has had
 * its hooks.
 */
const WITH_HOOKS: readonly OperationKind[] = ['deploy', 'update'];
const DONE: HookProgress = { state: 'done' };

/**
 * Runs the hooks that come before the new version is applied; what ran before keeps running.
 * @throws TerminalError where a hook failed
 */
export async function runHooksBeforeApply(
  workspace: Workspace,
  client: ClusterClient,
  { objects, hooks }: { objects: KubeObject[]; hooks: Hook[] },
): Promise<HookProgress> {
  const { staging, operation } = workspace;
  if (hooks.length === 0) return DONE;
  const runs = operation && WITH_HOOKS.includes(operation.kind);
  const { before, after } = deployEvents(staging);
  const due = runs && { operation: operation.id, events: [before, after] };
  await workspace.saveInventory(
    recordHooks(
      await workspace.inventory(),
      hooks,
      staging.revision,
      due || undefined,
    ),
  );
  if (!runs) {
    await warnOfSkipped(workspace);
    return DONE;
  }
  if (hooksOf(hooks, before).length === 0) return DONE;
  await makeNamespace(workspace, client, objects);
  const occasion = { operation: operation.id, event: before };
  return runHooks(workspace, client, hooks, occasion);
}

async function warnOfSkipped(workspace: Workspace): Promise<void> {
  const { staging, operation } = workspace;
  const isRestore = operation?.kind === 'restore';
  if (!isRestore || staging.revision === staging.deployedRevision) return;
  await workspace.log(
    'A restore runs no hooks, but this one brings changes; redeploy to run them',
    'warning',
  );
}

/** The namespace of a first deploy: hooks run in it before anything else is there. */
async function makeNamespace(
  workspace: Workspace,
  client: ClusterClient,
  objects: KubeObject[],
): Promise<void> {
  const { staging } = workspace;
  const known = await workspace.inventory();
  const isThere = known.some(
    ({ kind, uid }) => kind === 'Namespace' && uid !== undefined,
  );
  const namespaces = objects.filter(({ kind }) => kind === 'Namespace');
  if (isThere || namespaces.length === 0) return;
  let inventory = unionInventory(known, namespaces, staging.revision);
  await workspace.saveInventory(inventory);
  await applyAll(workspace, client, namespaces, answers => {
    inventory = appliedInventory(inventory, answers);
  });
  await workspace.saveInventory(inventory);
}

/**
 * Runs the hooks that come once the new version is healthy.
 * @throws TerminalError where a hook failed
 */
export async function runHooksAfterDeploy(
  workspace: Workspace,
  client: ClusterClient,
): Promise<HookProgress> {
  const { staging, operation } = workspace;
  if (!operation) return DONE;
  const event = deployEvents(staging).after;
  const inventory = await workspace.inventory();
  if (eventProgress(inventory, event, operation.id) === 'none') return DONE;
  const running = await runningHook(workspace, client);
  if (running.state === 'waiting') return running;
  const { objects } = await renderStaging(workspace, client);
  const { hooks } = splitHooks(objects);
  return runHooks(workspace, client, hooks, { operation: operation.id, event });
}

/**
 * Whether the last deploy still owes hooks. Health alone does not make good for them: their operation has
 * ended, and only a new one may run them.
 */
export async function owesHooks(workspace: Workspace): Promise<boolean> {
  const { staging, operation } = workspace;
  if (operation) return false;
  const inventory = await workspace.inventory();
  const applied = inventory.filter(
    entry => entry.revision === staging.appliedRevision,
  );
  return ['open', 'failed'].includes(
    eventProgress(applied, deployEvents(staging).after),
  );
}
