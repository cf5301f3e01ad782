import { splitHooks } from '../../plan';
import { readInventory } from '../../store';
import { applyRevision } from '../applyRevision';
import { runHooksBeforeApply } from '../hooks/deployHooks';
import { runningHook } from '../hooks/runningHook';
import { showWaiting } from '../hooks/showWaiting';
import {
  artifactOf,
  logImages,
  requireAwaitedImage,
  requireImages,
} from '../images';
import { requireOwnership } from '../ownership';
import { renderStaging } from '../render';
import { Workspace } from '../Workspace';
import { StepFunction } from './types';

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
  await requireAwaitedImage(workspace);
  await begin(workspace);
  const rendered = await renderStaging(workspace, client);
  for (const { level, message } of rendered.notes) {
    await workspace.log(message, level);
  }
  const images = await requireImages(workspace, rendered.objects);
  await requireOwnership(
    workspace,
    client,
    rendered.objects,
    await readInventory(workspace.context.db, workspace.staging.id),
  );
  const { objects, hooks } = splitHooks(rendered.objects);
  const before = await runHooksBeforeApply(workspace, client, {
    objects,
    hooks,
  });
  if (before.state === 'waiting') {
    return showWaiting(workspace, before.explanation);
  }
  await logImages(workspace, images);
  await workspace.recordArtifacts([
    ...rendered.artifacts,
    ...images.map(artifactOf),
  ]);
  await applyRevision(workspace, client, objects);
  return { then: 'next' };
};

async function begin(workspace: Workspace): Promise<void> {
  const { revision } = workspace.staging;
  await workspace.update(current =>
    current.revision === revision && current.desired === 'running'
      ? {
          phase: 'deploying',
          phaseExplanation: undefined,
          appliedRevision: undefined,
        }
      : undefined,
  );
  await workspace.log(`Rendering revision ${revision}`);
}
