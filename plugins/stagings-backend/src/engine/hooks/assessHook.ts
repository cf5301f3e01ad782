import { Explanation } from 'backstage-plugin-stagings-common';
import { assessObject } from '../../health';
import { HookEvent } from '../../model/hook';
import { describeObject, identityOf, KubeObject } from '../../model/kubeObject';
import { kindKey } from '../../model/podTemplate';
import { listAt, numberAt, textAt, timeAt } from '../../model/read';

/** How long a hook may take that sets no limit of its own. */
const DEFAULT_LIMIT_MS = 5 * 60_000;
/** The cluster needs a moment to say that a Job has exceeded its own limit. */
const VERDICT_MS = 10_000;

/** How a hook in the cluster stands. */
export type HookHealth =
  | { state: 'running' | 'failed'; explanation: Explanation }
  | { state: 'succeeded' };

const REPAIR = {
  text: 'See its log in the operation; correct the program or the template, then redeploy.',
  audience: 'engineer' as const,
};

/**
 * Whether a Job or Pod that runs as a hook has come to its end.
 * @param pods - of the Job
 */
export function assessHook(
  live: KubeObject,
  event: HookEvent,
  { pods, now }: { pods: readonly KubeObject[]; now: number },
): HookHealth {
  const end = endOf(live);
  if (end === 'succeeded') return { state: 'succeeded' };
  const name = describeObject(identityOf(live));
  const cause = assessObject(live, { now, children: pods }).explanation;
  if (end === 'failed') {
    const why = cause?.message ?? `${name} failed`;
    return failed(live, cause, `The ${event} hook failed: ${why}`);
  }
  const { limit, slack } = limitOf(live);
  if (now - startOf(live) <= limit + slack) {
    const detail = cause ? `: ${cause.message}` : '';
    return {
      state: 'running',
      explanation: {
        ...cause,
        reason: 'HookRunning',
        message: `Waiting for the ${event} hook ${name}${detail}`,
      },
    };
  }
  const seconds = Math.round(limit / 1000);
  const detail = cause ? `: ${cause.message}` : '';
  return failed(
    live,
    cause,
    `The ${event} hook ${name} did not end within ${seconds} seconds${detail}`,
  );
}

function failed(
  live: KubeObject,
  cause: Explanation | undefined,
  message: string,
): HookHealth {
  return {
    state: 'failed',
    explanation: {
      reason: 'HookFailed',
      message,
      evidence: { object: nameOf(live), ...cause?.evidence },
      hint: REPAIR,
    },
  };
}

/** A hook that was started and is not in the cluster any more. It may have done its work in part. */
export function vanishedHook(hook: KubeObject, event: HookEvent): Explanation {
  const name = describeObject(identityOf(hook));
  return {
    reason: 'HookFailed',
    message: `The ${event} hook ${name} was deleted by somebody before it had ended`,
    evidence: { object: nameOf(hook) },
    hint: {
      text: 'Redeploy to run it again.',
      audience: 'engineer',
    },
  };
}

function nameOf({ kind, metadata: { name, namespace } }: KubeObject) {
  return { kind, name, ...(namespace && { namespace }) };
}

function endOf(live: KubeObject): 'succeeded' | 'failed' | undefined {
  if (kindKey(live) === '/Pod') {
    const phase = textAt(live, 'status', 'phase');
    if (phase === 'Succeeded') return 'succeeded';
    return phase === 'Failed' ? 'failed' : undefined;
  }
  const holds = (type: string) =>
    listAt(live, 'status', 'conditions').some(
      condition => condition.type === type && condition.status === 'True',
    );
  if (holds('Complete')) return 'succeeded';
  return holds('Failed') ? 'failed' : undefined;
}

function startOf(live: KubeObject): number {
  return (
    timeAt(live, 'status', 'startTime') ??
    timeAt(live, 'metadata', 'creationTimestamp') ??
    0
  );
}

function limitOf(live: KubeObject): { limit: number; slack: number } {
  const own = numberAt(live, 'spec', 'activeDeadlineSeconds');
  return own === undefined
    ? { limit: DEFAULT_LIMIT_MS, slack: 0 }
    : { limit: own * 1000, slack: VERDICT_MS };
}
