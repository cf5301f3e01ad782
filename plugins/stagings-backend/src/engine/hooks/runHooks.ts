import { Explanation, OperationStep } from 'backstage-plugin-stagings-common';
import { ClusterClient } from '../../cluster/types';
import { TerminalError } from '../../model/errors';
import { HookRun } from '../../model/hook';
import { describeObject, identityOf, KubeObject } from '../../model/kubeObject';
import { Hook, hooksOf, runOf, withRun } from '../../plan';
import { Workspace } from '../Workspace';
import { assessHook, vanishedHook } from './assessHook';
import { HookOccasion, isRunOf, runsToEnd } from './labels';
import { logTail } from './logTail';
import { LiveHook, readHook } from './readHook';
import { removeByPolicy } from './removeByPolicy';
import { startHook } from './startHook';

/** How far the hooks of an event got. */
export type HookProgress =
  | { state: 'done' }
  /** The staging is to be looked at again soon. */
  | { state: 'waiting'; explanation: Explanation };

/** What a look at one hook led to. */
type Step = HookProgress | { state: 'failed'; explanation: Explanation };

const DONE: HookProgress = { state: 'done' };

/**
 * Runs the hooks of an event one after the other, as Helm does, as far as it goes without waiting. What was
 * done before is found in the cluster by the labels of the run, and in the inventory: nothing runs twice.
 *
 * @throws TerminalError (`HookFailed`) where one has failed; the others do not run then
 */
export async function runHooks(
  workspace: Workspace,
  client: ClusterClient,
  hooks: readonly Hook[],
  occasion: HookOccasion,
): Promise<HookProgress> {
  const due = hooksOf(hooks, occasion.event);
  for (const [index, hook] of due.entries()) {
    const step = await advance(workspace, client, hook.object, occasion);
    if (step.state === 'waiting') return step;
    if (step.state === 'failed') {
      const before = due.slice(0, index);
      const failed = [hook];
      await removeByPolicy(workspace, client, failed, occasion, 'hook-failed');
      await removeByPolicy(
        workspace,
        client,
        before,
        occasion,
        'hook-succeeded',
      );
      throw new TerminalError(step.explanation);
    }
  }
  await removeByPolicy(workspace, client, due, occasion, 'hook-succeeded');
  return DONE;
}

async function advance(
  workspace: Workspace,
  client: ClusterClient,
  hook: KubeObject,
  occasion: HookOccasion,
): Promise<Step> {
  const { operation, event } = occasion;
  const inventory = await workspace.inventory();
  const run = runOf(inventory, hook, operation, event);
  if (run?.state === 'succeeded') return DONE;
  if (run?.state === 'failed' && run.explanation) {
    return { state: 'failed', explanation: run.explanation };
  }
  const live = await readHook(workspace, client, hook);
  if (live && isRunOf(live.object, occasion)) {
    return follow(workspace, client, live, occasion, run);
  }
  if (run?.state === 'started') {
    const explanation = vanishedHook(hook, event);
    return fail(workspace, hook, occasion, explanation);
  }
  const start = await startHook(workspace, client, hook, occasion, live);
  if (start.state === 'blocked') {
    return { state: 'waiting', explanation: start.explanation };
  }
  const started = { object: start.object, pods: [] };
  return follow(workspace, client, started, occasion, run);
}

/** Looks at a hook that is in the cluster, and remembers what it sees. */
async function follow(
  workspace: Workspace,
  client: ClusterClient,
  live: LiveHook,
  occasion: HookOccasion,
  run: HookRun | undefined,
): Promise<Step> {
  const { object, pods } = live;
  const { event } = occasion;
  const now = workspace.context.now();
  const name = `hook ${describeObject(identityOf(object))} (${event})`;
  if (!runsToEnd(object)) {
    await remember(workspace, object, occasion, { state: 'succeeded' });
    workspace.beginStep(stepOf(event), `Applied the ${name}`);
    return DONE;
  }
  if (run?.state !== 'started') {
    await remember(workspace, object, occasion, { state: 'started' });
    workspace.beginStep(stepOf(event), `Started the ${name}`);
  }
  const health = assessHook(object, event, { pods, now });
  if (health.state === 'running') {
    return { state: 'waiting', explanation: health.explanation };
  }
  if (health.state === 'failed') {
    await logTail(workspace, client, live, health.explanation);
    return fail(workspace, object, occasion, health.explanation);
  }
  await remember(workspace, object, occasion, {
    state: 'succeeded',
    endedAt: now,
  });
  await workspace.log(`The ${name} has succeeded`);
  return DONE;
}

function stepOf(event: string): OperationStep {
  return event.startsWith('post-') ? 'postHooks' : 'preHooks';
}

async function fail(
  workspace: Workspace,
  hook: KubeObject,
  occasion: HookOccasion,
  explanation: Explanation,
): Promise<Step> {
  const endedAt = workspace.context.now();
  await remember(workspace, hook, occasion, {
    state: 'failed',
    endedAt,
    explanation,
  });
  return { state: 'failed', explanation };
}

async function remember(
  workspace: Workspace,
  object: KubeObject,
  { event }: HookOccasion,
  run: HookRun,
): Promise<void> {
  const inventory = await workspace.inventory();
  const answer = object.metadata.uid === undefined ? undefined : object;
  await workspace.saveInventory(withRun(inventory, object, event, run, answer));
}
