import {
  StagingAction,
  StagingCommand,
  StagingSummary,
} from 'backstage-plugin-stagings-common';
import { LogName } from '../StagingDetail/detailSearch';
import { conditionOf } from './condition';

/** What helps now: a place to look at, or an order to give. */
export type NextStep =
  | { kind: 'log'; log: LogName }
  | { kind: 'edit' }
  | { kind: 'command'; command: StagingCommand };

/** Problems that another version or a push ends; a log says nothing about them. */
const ABOUT_IMAGES: ReadonlySet<string> = new Set([
  'ImageMissing',
  'ImagePullFailed',
]);

/**
 * The one thing that helps most with a staging as it is, of those that its reader may do.
 * @param taken - what its reader is doing already
 */
export function nextStepOf(
  staging: StagingSummary,
  taken?: NextStep['kind'],
): NextStep | undefined {
  return stepsFor(staging).find(
    step =>
      step.kind !== taken && staging.allowedActions.includes(actionOf(step)),
  );
}

/** What helps, the best first. */
function stepsFor({ status }: StagingSummary): NextStep[] {
  const { reason = '', evidence, hint } = status;
  const edit: NextStep = { kind: 'edit' };
  const log: NextStep = { kind: 'log', log: logIn(evidence) };
  switch (conditionOf(status)) {
    case 'failing':
    case 'failed':
      if (ABOUT_IMAGES.has(reason)) return [edit];
      if (evidence?.container) return [log, edit];
      return hint?.audience === 'platform' ? [order('redeploy')] : [edit, log];
    case 'waiting':
      return ABOUT_IMAGES.has(reason)
        ? [edit, order('cancel')]
        : [order('cancel')];
    case 'starting':
      return evidence?.exitCode === undefined
        ? [order('cancel')]
        : [log, order('cancel')];
    case 'queued':
      return [order('cancel')];
    case 'archived':
      return [order('restore')];
    default:
      return [];
  }
}

function order(command: StagingCommand): NextStep {
  return { kind: 'command', command };
}

function logIn(evidence: StagingSummary['status']['evidence']): LogName {
  const { object, container } = evidence ?? {};
  return {
    ...(object?.kind === 'Pod' && { pod: object.name }),
    ...(container !== undefined && { container }),
  };
}

function actionOf(step: NextStep): StagingAction {
  switch (step.kind) {
    case 'log':
      return 'readLogs';
    case 'edit':
      return 'update';
    default:
      return step.command;
  }
}
