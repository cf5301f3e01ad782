import { Explanation } from 'backstage-plugin-stagings-common';
import { Workspace } from '../Workspace';
import { StepResult } from '../steps/types';

/** How often a hook is looked at; a watch usually wakes the staging sooner. */
const LOOK_EVERY_MS = 1_000;

/** Says what the staging waits for, and asks for another look. The worker is free meanwhile. */
export async function showWaiting(
  workspace: Workspace,
  explanation: Explanation,
): Promise<StepResult> {
  const { staging } = workspace;
  // The worker may have left `queued` or `waiting` behind in this very turn.
  const phase = 'deploying';
  const isShown =
    phase === staging.phase &&
    staging.phaseExplanation?.message === explanation.message;
  if (!isShown) {
    await workspace.update(current =>
      current.desired === staging.desired &&
      current.revision === staging.revision
        ? { phase, phaseExplanation: explanation }
        : undefined,
    );
  }
  return { then: 'again', afterMs: LOOK_EVERY_MS };
}
