import { Explanation, Hint } from 'backstage-plugin-stagings-common';
import { KubeObject } from '../model/kubeObject';
import { PodContainerStatus, Termination } from './containers';
import {
  clusterText,
  explainObject,
  forEngineer,
  forPlatform,
} from './explain';
import { ObjectHealth } from './types';

const PULL_REASONS = new Set([
  'ErrImagePull',
  'ImagePullBackOff',
  'InvalidImageName',
  'ErrImageNeverPull',
  'RegistryUnavailable',
  'ImageInspectError',
]);

const START_REASONS = new Set([
  'CreateContainerConfigError',
  'CreateContainerError',
  'RunContainerError',
  'PreStartHookError',
  'PostStartHookError',
]);

/** A container that ended so lately and is not ready again is in trouble. */
const RECENT_END = 5 * 60_000;
/** A container that crashed again and again has recovered at the earliest when it has run for so long. */
const STABLE_RUN = 20_000;
/** A crash that is longer ago than this belongs to no loop any more. */
const CRASH_WINDOW = 10 * 60_000;
const MANY_RESTARTS = 3;

/** A container of a pod, and whose container it is for the reader: the pod's or its workload's. */
export interface ContainerSubject {
  pod: KubeObject;
  container: PodContainerStatus;
  /** For example `Deployment shop`. */
  owner: string;
}

function nameContainer({ container, owner }: ContainerSubject): string {
  const kind =
    container.init && !container.sidecar ? 'Init container' : 'Container';
  return `${kind} ${container.name} of ${owner}`;
}

function explain(
  subject: ContainerSubject,
  reason: string,
  says: string,
  hint: Hint,
  facts: { event?: string; exitCode?: number } = {},
): Explanation {
  const { pod, container } = subject;
  return explainObject(pod, reason, `${nameContainer(subject)} ${says}`, {
    evidence: {
      container: container.name,
      image: container.image,
      ...(facts.exitCode !== undefined && { exitCode: facts.exitCode }),
      ...(facts.event && { event: clusterText(facts.event) }),
    },
    hint,
  });
}

/** What the texts of the container runtimes mean, first match wins. */
const PULL_CAUSES: ReadonlyArray<{
  text: RegExp;
  cause: string;
  certain: boolean;
  hint: Hint;
}> = [
  {
    text: /InvalidImageName|invalid reference format|couldn't parse image/i,
    cause: 'that is not a valid image name',
    certain: true,
    hint: forEngineer('Correct the image name or the version.'),
  },
  {
    text: /ErrImageNeverPull/,
    cause: 'it is not on the node, and the pull policy forbids pulling it',
    certain: true,
    hint: forEngineer('Change imagePullPolicy in the template.'),
  },
  {
    text: /unauthorized|denied|forbidden|authentication|\b40[13]\b/i,
    cause: 'the registry refuses access',
    certain: false,
    hint: forPlatform(
      'Check that the image exists and that the namespace has a pull secret for its registry.',
    ),
  },
  {
    text: /not found|manifest unknown|does not exist/i,
    cause: 'not found',
    certain: true,
    hint: forEngineer('Push the image, or choose another version.'),
  },
  {
    text: /timeout|deadline exceeded|no such host|refused|unreachable|reset by peer/i,
    cause: 'the registry cannot be reached',
    certain: false,
    hint: forPlatform('Check the way from the nodes to the registry.'),
  },
];

function pullProblem(subject: ContainerSubject): ObjectHealth {
  const { reason = '', message = '', image } = subject.container;
  const known = PULL_CAUSES.find(({ text }) =>
    text.test(`${reason} ${message.replaceAll(image, '')}`),
  );
  const cause = known?.cause ?? clusterText(message || reason);
  // The first attempt may fail for a moment; the back-off tells that it failed again.
  const isCertain = reason !== 'ErrImagePull' || known?.certain;
  return {
    health: isCertain ? 'degraded' : 'progressing',
    explanation: explain(
      subject,
      reason === 'InvalidImageName' ? reason : 'ImagePullFailed',
      `cannot pull image ${image}: ${cause}`,
      known?.hint ?? forEngineer('Check the image name and the version.'),
      { event: message },
    ),
  };
}

function startProblem(subject: ContainerSubject): ObjectHealth {
  const { reason = '', message = '' } = subject.container;
  const missing = /^(secret|configmap) "([^"]+)" not found/i.exec(message);
  const kind =
    missing?.[1]?.toLowerCase() === 'secret' ? 'Secret' : 'ConfigMap';
  const cause = missing
    ? `${kind} ${missing[2]} does not exist`
    : clusterText(message || reason);
  return {
    health: 'degraded',
    explanation: explain(
      subject,
      reason === 'CreateContainerConfigError'
        ? 'ContainerConfigInvalid'
        : 'ContainerStartFailed',
      `cannot start: ${cause}`,
      forEngineer(
        missing
          ? `Add ${kind} ${missing[2]} to the template, or remove what refers to it.`
          : "Check the container's command, variables and volumes.",
      ),
      { event: message },
    ),
  };
}

/** How a container ended, as part of a sentence. */
function describeEnd({ exitCode, reason, message }: Termination): string {
  const code = exitCode === undefined ? 'it ended' : `exit code ${exitCode}`;
  const why =
    reason && !['Error', 'Completed'].includes(reason) ? `, ${reason}` : '';
  return `${code}${why}${message ? `: ${clusterText(message)}` : ''}`;
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}

function crashProblem(
  subject: ContainerSubject,
  end: Termination,
  looping: boolean,
): ObjectHealth {
  const { restarts } = subject.container;
  const facts = { exitCode: end.exitCode, event: end.message };
  const restarted = restarts > 0 ? `, restarted ${times(restarts)}` : '';
  const verb = end.exitCode === 0 ? 'ending' : 'crashing';
  if (end.reason === 'OOMKilled') {
    return {
      health: 'degraded',
      explanation: explain(
        subject,
        'OutOfMemory',
        `needs more memory than its limit and was killed${restarted}`,
        forEngineer('Raise its memory limit, or make it need less.'),
        facts,
      ),
    };
  }
  return {
    health: 'degraded',
    explanation: explain(
      subject,
      looping ? 'CrashLoop' : 'ContainerRestarting',
      `${looping ? `keeps ${verb}` : 'has crashed'}: ${describeEnd(
        end,
      )}${restarted}`,
      forEngineer('See its previous log.'),
      facts,
    ),
  };
}

function hasCrashedLately(
  container: PodContainerStatus,
  end: Termination,
  now: number,
): boolean {
  if (end.exitCode === 0 && end.reason !== 'OOMKilled') return false;
  if (container.state === 'terminated') return true;
  const since = now - (end.finishedAt ?? 0);
  if (!container.ready) return since < RECENT_END;
  return (
    container.restarts >= MANY_RESTARTS &&
    since < CRASH_WINDOW &&
    !hasOutlived(container, end, now)
  );
}

/**
 * Between two crashes of a loop a container looks well. It is, once it has run for twice as long as the last
 * time.
 */
function hasOutlived(
  { startedAt = 0 }: PodContainerStatus,
  last: Termination,
  now: number,
): boolean {
  const lastRun =
    last.startedAt !== undefined && last.finishedAt !== undefined
      ? last.finishedAt - last.startedAt
      : 0;
  return now - startedAt >= Math.max(STABLE_RUN, 2 * lastRun);
}

/** What is wrong with one container of a pod; undefined where nothing is. */
export function containerProblem(
  subject: ContainerSubject,
  now: number,
): ObjectHealth | undefined {
  const { container } = subject;
  const { reason = '', lastTermination } = container;
  if (container.state === 'waiting') {
    if (PULL_REASONS.has(reason)) return pullProblem(subject);
    if (START_REASONS.has(reason)) return startProblem(subject);
    if (reason === 'CrashLoopBackOff') {
      return crashProblem(subject, lastTermination ?? {}, true);
    }
  }
  if (lastTermination && hasCrashedLately(container, lastTermination, now)) {
    return crashProblem(
      subject,
      lastTermination,
      container.restarts >= MANY_RESTARTS,
    );
  }
  return undefined;
}

/** A container of a failed pod, whose end is the pod's end. */
export function containerFailure(
  subject: ContainerSubject,
): Explanation | undefined {
  const end = subject.container.lastTermination;
  if (!end || end.exitCode === 0) return undefined;
  return end.reason === 'OOMKilled'
    ? crashProblem(subject, end, false).explanation
    : explain(
        subject,
        'ContainerFailed',
        `failed: ${describeEnd(end)}`,
        forEngineer('See its log.'),
        { exitCode: end.exitCode, event: end.message },
      );
}
