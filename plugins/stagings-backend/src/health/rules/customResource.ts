import { KubeObject } from '../../model/kubeObject';
import { listAt, numberAt } from '../../model/read';
import { Condition, conditionIs, conditionOf } from '../conditions';
import {
  clusterText,
  explainObject,
  forPlatform,
  nameObject,
} from '../explain';
import { createdAt } from '../family';
import { HealthContext, ObjectHealth } from '../types';

/** The words that operators use for "well", most specific first. */
const POSITIVE = ['Ready', 'Available', 'Healthy', 'Succeeded'];
/** Operators say "not ready" while they still work on it. */
const NOT_READY_WINDOW = 2 * 60_000;

function explain(object: KubeObject, condition: Condition) {
  const why = clusterText(condition.message || condition.reason);
  return explainObject(
    object,
    condition.reason || condition.type,
    `${nameObject(object)} is not ready${why ? `: ${why}` : ''}`,
    {
      ...(why && { evidence: { event: why } }),
      hint: forPlatform(`Look at what its operator says about ${object.kind}.`),
    },
  );
}

function isStale(object: KubeObject, type: string): boolean {
  const condition = listAt(object, 'status', 'conditions').find(
    item => item.type === type,
  );
  const observed = numberAt(condition, 'observedGeneration');
  const generation = object.metadata.generation;
  return (
    observed !== undefined && generation !== undefined && observed < generation
  );
}

/**
 * Health of a custom resource by the conventions for conditions (kstatus), with an end to waiting: what says
 * "not ready" for two minutes is degraded.
 */
export function customResourceHealth(
  object: KubeObject,
  { now }: HealthContext,
): ObjectHealth {
  const stalled = conditionIs(object, 'Stalled', 'True');
  if (stalled) {
    return { health: 'degraded', explanation: explain(object, stalled) };
  }
  const reconciling = conditionIs(object, 'Reconciling', 'True');
  if (reconciling) {
    return { health: 'progressing', explanation: explain(object, reconciling) };
  }
  const positive = POSITIVE.map(type => conditionOf(object, type)).find(
    condition => condition !== undefined,
  );
  if (!positive) return { health: 'healthy' };
  if (positive.status === 'True' && !isStale(object, positive.type)) {
    return { health: 'healthy' };
  }
  const since = positive.since ?? createdAt(object);
  const isFinal =
    positive.status === 'False' &&
    !isStale(object, positive.type) &&
    now - since >= NOT_READY_WINDOW;
  return {
    health: isFinal ? 'degraded' : 'progressing',
    since,
    explanation: explain(object, positive),
  };
}
