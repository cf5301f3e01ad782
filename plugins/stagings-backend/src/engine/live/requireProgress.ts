import { Explanation } from 'backstage-plugin-stagings-common';
import { StagingHealth } from '../../health';
import { TerminalError } from '../../model/errors';
import { recordTrouble } from '../../store';
import { answersSince } from '../circuit/GuardedClusters';
import { CLUSTER_UNREACHABLE } from '../failures/explain';
import { templateOf } from '../rendering/templateOf';
import { Workspace } from '../Workspace';

/** How long a problem may last before the operation fails: pods often need a second try. */
const GRACE_MS = 15_000;

/** How long the cluster has had. Times are milliseconds since the epoch. */
export interface Patience {
  now: number;
  /** When it was told what is wanted. */
  since: number;
  /** Machine word for an operation whose time is up. */
  timeout: 'DeployTimeout' | 'RestartTimeout';
}

/**
 * Lets the cluster try on, until a problem lasts or the template's time limit is up. Time in which the cluster
 * did not answer does not count.
 * @throws TerminalError where the operation has failed
 */
export async function requireProgress(
  workspace: Workspace,
  assessed: StagingHealth,
  { now, since, timeout }: Patience,
): Promise<void> {
  const { context, operation } = workspace;
  if (!operation) return;
  await clearOutage(workspace);
  const backAt = answersSince(context.clusters, workspace.staging.cluster);
  const problem =
    assessed.health === 'degraded' ? assessed.explanation : undefined;
  const isSeenSince = (operation.troubledSince ?? 0) >= backAt;
  const troubledSince =
    problem && ((isSeenSince && operation.troubledSince) || now);
  if (troubledSince !== operation.troubledSince) {
    await recordTrouble(context.db, operation.id, troubledSince);
  }
  if (problem && troubledSince && now - troubledSince >= GRACE_MS) {
    throw new TerminalError(problem);
  }
  const limit = templateOf(workspace)?.timeouts.deploy;
  if (limit !== undefined && now - Math.max(since, backAt) > limit) {
    throw new TerminalError(timedOut(limit, assessed, timeout));
  }
}

/** The cluster answers: that it did not is no news any more. */
async function clearOutage(workspace: Workspace): Promise<void> {
  const { phaseExplanation } = workspace.staging;
  if (phaseExplanation?.reason !== CLUSTER_UNREACHABLE) return;
  await workspace.update(() => ({ phaseExplanation: undefined }));
}

function timedOut(
  limitMs: number,
  { explanation: cause }: StagingHealth,
  reason: Patience['timeout'],
): Explanation {
  const minutes = Math.round(limitMs / 60_000);
  return {
    ...cause,
    reason,
    message: `Not healthy after ${minutes} minutes${
      cause ? `: ${cause.message}` : ''
    }`,
    hint: cause?.hint ?? {
      text: 'Look at the resources and the logs, then redeploy.',
      audience: 'engineer',
    },
  };
}
