import { KubeObject } from '../model/kubeObject';
import { textAt } from '../model/read';
import {
  createdAt,
  eventsAbout,
  eventText,
  eventTime,
  newestReplicaSet,
  responsiblePods,
} from './family';
import { explainRefusedPods, isPassingRefusal } from './refusedPods';
import { podHealth } from './rules/pod';
import { nameObject } from './explain';
import { HealthContext, ObjectHealth } from './types';

/** Pods that are not there after so long were refused, if an event says so. */
const CREATION_GRACE = 5_000;
/** Controllers try again at least every few minutes; an older refusal is over. */
const REFUSAL_WINDOW = 20 * 60_000;

function refusedPods(
  workload: KubeObject,
  { now, events = [], children = [] }: HealthContext,
): ObjectHealth | undefined {
  if (now - createdAt(workload) < CREATION_GRACE) return undefined;
  const replicaSet = newestReplicaSet(children);
  const creator = replicaSet ?? workload;
  const event = eventsAbout([creator], events).find(
    ({ reason }) => reason === 'FailedCreate',
  );
  if (!event || now - eventTime(event) > REFUSAL_WINDOW) return undefined;
  if (isPassingRefusal(eventText(event))) return undefined;
  return {
    health: 'degraded',
    explanation: explainRefusedPods(workload, eventText(event)),
  };
}

/** What a workload says of itself with what its pod is waiting for. */
function tellMore(own: ObjectHealth, pod: ObjectHealth): ObjectHealth {
  if (!own.explanation || !pod.explanation) return own;
  if (own.health === 'progressing') {
    return { ...own, explanation: pod.explanation };
  }
  return {
    ...own,
    explanation: {
      ...own.explanation,
      message: `${own.explanation.message}; ${pod.explanation.message}`,
      evidence: { ...pod.explanation.evidence, ...own.explanation.evidence },
    },
  };
}

/**
 * The pods that speak for the workload now. One that failed, by eviction for example, is replaced by its
 * controller, and then says nothing any more.
 */
function standingPods(
  workload: KubeObject,
  { children = [] }: HealthContext,
): KubeObject[] {
  const pods = responsiblePods(workload, children).filter(
    pod => !pod.metadata.deletionTimestamp,
  );
  const active = pods.filter(
    pod => textAt(pod, 'status', 'phase') !== 'Failed',
  );
  return active.length > 0 ? active : pods;
}

/**
 * Replaces what a workload says of itself (`0 of 1 available`) by what its newest pods say, where they know
 * better. A workload that is well is not asked.
 * @param desired - how many pods there should be
 */
export function blame(
  workload: KubeObject,
  own: ObjectHealth,
  desired: number,
  context: HealthContext,
): ObjectHealth {
  if (own.health !== 'progressing' && own.health !== 'degraded') return own;
  const pods = standingPods(workload, context);
  const owner = nameObject(workload);
  const assessed = pods.map(pod => podHealth(pod, context, owner));
  const failing = assessed.find(({ health }) => health === 'degraded');
  if (failing) return failing;
  const refused =
    pods.length < desired ? refusedPods(workload, context) : undefined;
  if (refused) return refused;
  const waiting =
    assessed.find(({ health }) => health === 'progressing') ??
    assessed.find(({ health }) => health === 'suspended');
  return waiting ? tellMore(own, waiting) : own;
}
