import { Explanation } from 'backstage-plugin-stagings-common';
import { ClusterClient } from '../../cluster/types';
import { splitHooks } from '../../plan';
import { Applied, applyRevision } from '../apply/applyRevision';
import { databasesStarting } from '../apply/databasesStarting';
import { findPlace, Place } from '../apply/findPlace';
import { runHooksBeforeApply } from '../hooks/deployHooks';
import { runningHook } from '../hooks/runningHook';
import { showWaiting } from '../hooks/showWaiting';
import {
  artifactOf,
  logImages,
  requireAwaitedImage,
  requireImages,
} from '../rendering/images';
import { requireOwnership } from '../apply/requireOwnership';
import { renderStaging } from '../rendering/render';
import { together } from '../together';
import { Workspace } from '../Workspace';
import { StepFunction } from './types';

/** Nothing that was just changed is healthy at once, and the watch wakes the staging when it is. */
const FIRST_LOOK_AFTER_MS = 2_000;
/** How long what was found in the cluster before a render is taken for true after it. */
const PLACE_HOLDS_MS = 1_000;

/**
 * Renders the wanted revision and applies it, once its images can be pulled and its hooks have run. Until
 * then nothing of it is written, and what ran before goes on.
 */
export const deploy: StepFunction = async workspace => {
  const client = workspace.cluster();
  const running = await runningHook(workspace, client);
  if (running.state === 'waiting') {
    return showWaiting(workspace, running.explanation);
  }
  const starting = await startingDatabases(workspace, client);
  if (starting) return showWaiting(workspace, starting);
  await requireAwaitedImage(workspace);
  const [rendered, [, foundMeanwhile]] = await together(
    renderStaging(workspace, client),
    together(begin(workspace), findPlace(workspace, client)),
  );
  workspace.learnSecrets(rendered.objects);
  const count = rendered.objects.length;
  workspace.log(`Rendered ${count} objects in ${rendered.took} ms`);
  for (const { level, message } of rendered.notes) {
    workspace.log(message, level);
  }
  workspace.beginStep('images', 'Looking up the images');
  const place = isRecent(workspace, foundMeanwhile)
    ? foundMeanwhile
    : await findPlace(workspace, client);
  const [images, owned] = await together(
    requireImages(workspace, rendered.objects),
    requireOwnership(workspace, client, rendered.objects, place),
  );
  const { objects, hooks } = splitHooks(owned);
  const before = await runHooksBeforeApply(workspace, client, {
    objects,
    hooks,
  });
  if (before.state === 'waiting') {
    return showWaiting(workspace, before.explanation);
  }
  logImages(workspace, images);
  let applied: Applied;
  try {
    applied = await applyRevision(workspace, client, objects);
  } finally {
    await workspace.recordArtifacts([
      ...rendered.artifacts,
      ...images.map(artifactOf),
    ]);
  }
  if (applied.state === 'waiting') {
    return showWaiting(workspace, applied.explanation);
  }
  return applied.changed
    ? { then: 'again', afterMs: FIRST_LOOK_AFTER_MS }
    : { then: 'next' };
};

/** Somebody may have taken the namespace while a long render went on. */
function isRecent({ context }: Workspace, { foundAt }: Place): boolean {
  return context.now() - foundAt < PLACE_HOLDS_MS;
}

/**
 * Whether a restore that has begun waits for its databases. Asked before the render, as for hooks. One that died
 * before it applied them finds them at rest, applies them, and waits then.
 */
async function startingDatabases(
  workspace: Workspace,
  client: ClusterClient,
): Promise<Explanation | undefined> {
  const { staging, operation } = workspace;
  const since = operation?.appliedSince;
  if (!staging.recordedScales || since === undefined) return undefined;
  const inventory = await workspace.inventory();
  const wait = await databasesStarting(workspace, client, inventory, since);
  return wait.state === 'waiting' ? wait.explanation : undefined;
}

async function begin(workspace: Workspace): Promise<void> {
  const { revision } = workspace.staging;
  workspace.beginStep('render', `Rendering revision ${revision}`);
  await workspace.update(current =>
    current.revision === revision && current.desired === 'running'
      ? {
          phase: 'deploying',
          phaseExplanation: undefined,
          appliedRevision: undefined,
        }
      : undefined,
  );
}
