import { Explanation } from 'backstage-plugin-stagings-common';
import { KubeObject } from '../../model/kubeObject';
import { textAt } from '../../model/read';
import { conditionIs } from '../conditions';
import { containerFailure, containerProblem } from '../containerProblem';
import { containersOfPod, PodContainerStatus } from '../containers';
import {
  clusterText,
  explainObject,
  forEngineer,
  forPlatform,
  nameObject,
} from '../explain';
import { createdAt, eventsAbout, eventText } from '../family';
import { HealthContext, ObjectHealth } from '../types';

/** The scheduler often finds a node a little later (kstatus uses the same window). */
const SCHEDULE_WINDOW = 15_000;
/** A container that is created for so long waits for a volume or the network. */
const CREATION_WINDOW = 3 * 60_000;
const VOLUME_EVENTS = ['FailedMount', 'FailedAttachVolume'];

/** A pod in messages: by its own name, or as one of its workload's. */
function namePod(pod: KubeObject, owner: string): string {
  const own = nameObject(pod);
  return owner === own ? own : `a pod of ${owner}`;
}

function capitalise(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function evictedPod(pod: KubeObject, owner: string, why: string): Explanation {
  return explainObject(
    pod,
    'Evicted',
    `${capitalise(namePod(pod, owner))} was evicted from its node: ${why}`,
    { hint: forPlatform('Look for what fills the node.') },
  );
}

/** What the cluster says of the whole pod counts more than how its containers ended: they were killed then. */
function failedPod(pod: KubeObject, owner: string): ObjectHealth {
  const reason = textAt(pod, 'status', 'reason');
  const message = textAt(pod, 'status', 'message');
  const why = clusterText(message ?? reason ?? 'the cluster gives no reason');
  if (reason === 'Evicted') {
    return { health: 'degraded', explanation: evictedPod(pod, owner, why) };
  }
  const failure =
    message === undefined
      ? containersOfPod(pod)
          .map(container => containerFailure({ pod, container, owner }))
          .find(explanation => explanation !== undefined)
      : undefined;
  return {
    health: 'degraded',
    explanation:
      failure ??
      explainObject(
        pod,
        'PodFailed',
        `${capitalise(namePod(pod, owner))} failed: ${why}`,
        {
          ...(message !== undefined && { evidence: { event: why } }),
          hint: forEngineer('See its log.'),
        },
      ),
  };
}

function unscheduledPod(
  pod: KubeObject,
  owner: string,
  { now, policy }: HealthContext,
): ObjectHealth | undefined {
  const condition = conditionIs(pod, 'PodScheduled', 'False');
  if (condition?.reason === 'SchedulingGated') {
    return {
      health: 'suspended',
      explanation: explainObject(
        pod,
        'SchedulingGated',
        `${capitalise(
          namePod(pod, owner),
        )} waits for a scheduling gate to be removed`,
      ),
    };
  }
  if (condition?.reason !== 'Unschedulable') return undefined;
  const since = condition.since ?? createdAt(pod);
  const window = policy?.schedulingWindow ?? SCHEDULE_WINDOW;
  return {
    health: now - since < window ? 'progressing' : 'degraded',
    since,
    explanation: explainObject(
      pod,
      'Unschedulable',
      `No node takes ${namePod(pod, owner)}: ${clusterText(condition.message)}`,
      {
        evidence: { event: clusterText(condition.message) },
        hint: forPlatform(
          'Add room to the cluster, or let the template ask for less.',
        ),
      },
    ),
  };
}

function unmountedPod(
  pod: KubeObject,
  owner: string,
  { now, events = [] }: HealthContext,
): ObjectHealth | undefined {
  const event = eventsAbout([pod], events).find(({ reason }) =>
    VOLUME_EVENTS.includes(String(reason)),
  );
  if (!event || now - createdAt(pod) < CREATION_WINDOW) return undefined;
  const text = clusterText(eventText(event));
  return {
    health: 'degraded',
    explanation: explainObject(
      pod,
      'VolumeNotMounted',
      `${capitalise(namePod(pod, owner))} cannot get its volumes: ${text}`,
      {
        evidence: { event: text },
        hint: forPlatform('Check the volumes and what they refer to.'),
      },
    ),
  };
}

function isDone(container: PodContainerStatus): boolean {
  return container.init && !container.sidecar
    ? container.state === 'terminated' && container.exitCode === 0
    : container.ready;
}

/** What a pod waits for in which nothing is wrong. */
function startingPod(
  pod: KubeObject,
  containers: readonly PodContainerStatus[],
  owner: string,
): ObjectHealth {
  const pending = containers.find(container => !isDone(container));
  if (!pending) return { health: 'healthy' };
  const init = pending.init && !pending.sidecar;
  const name = `${init ? 'Init container' : 'Container'} ${
    pending.name
  } of ${owner}`;
  const isRunning = pending.state === 'running';
  const says =
    isRunning && !init ? 'runs, but is not ready yet' : 'is starting';
  return {
    health: 'progressing',
    explanation: explainObject(
      pod,
      isRunning && !init ? 'NotReady' : 'Starting',
      `${name} ${isRunning && init ? 'is running' : says}`,
      { evidence: { container: pending.name, image: pending.image } },
    ),
  };
}

/**
 * Health of a pod. Init containers come first: what they wait for is why the others wait.
 * @param owner - whose pod it is for the reader; the pod itself, or its workload
 */
export function podHealth(
  pod: KubeObject,
  context: HealthContext,
  owner: string = nameObject(pod),
): ObjectHealth {
  const phase = textAt(pod, 'status', 'phase');
  if (phase === 'Succeeded') return { health: 'healthy' };
  if (phase === 'Failed') return failedPod(pod, owner);
  const containers = containersOfPod(pod);
  const problems = containers
    .map(container => containerProblem({ pod, container, owner }, context.now))
    .filter(problem => problem !== undefined);
  return (
    problems.find(({ health }) => health === 'degraded') ??
    problems[0] ??
    unscheduledPod(pod, owner, context) ??
    unmountedPod(pod, owner, context) ??
    startingPod(pod, containers, owner)
  );
}
