import { KubeObject } from '../model/kubeObject';
import { Fields, listAt, numberAt, textAt, timeAt } from '../model/read';

/** One of the conditions of an object's status. */
export interface Condition {
  type: string;
  status: string;
  reason: string;
  message: string;
  /** Milliseconds since the epoch. */
  since?: number;
  /** When it was last confirmed, milliseconds since the epoch; only some kinds tell. */
  updatedAt?: number;
  /** It speaks of an older generation of the object than the present one. */
  stale: boolean;
}

function isStale(condition: Fields, object: KubeObject): boolean {
  const observed = numberAt(condition, 'observedGeneration');
  const { generation } = object.metadata;
  return (
    observed !== undefined && generation !== undefined && observed < generation
  );
}

/** Reads a list of conditions that belong to an object. */
export function readConditions(
  conditions: readonly Fields[],
  object: KubeObject,
): Condition[] {
  return conditions.map(condition => ({
    type: textAt(condition, 'type') ?? '',
    status: textAt(condition, 'status') ?? 'Unknown',
    reason: textAt(condition, 'reason') ?? '',
    message: textAt(condition, 'message') ?? '',
    since: timeAt(condition, 'lastTransitionTime'),
    updatedAt: timeAt(condition, 'lastUpdateTime'),
    stale: isStale(condition, object),
  }));
}

export function conditionsOf(object: KubeObject): Condition[] {
  return readConditions(listAt(object, 'status', 'conditions'), object);
}

export function conditionOf(
  object: KubeObject,
  type: string,
): Condition | undefined {
  return conditionsOf(object).find(condition => condition.type === type);
}

/** The condition, if it has the given status. */
export function conditionIs(
  object: KubeObject,
  type: string,
  status: 'True' | 'False',
): Condition | undefined {
  const condition = conditionOf(object, type);
  return condition?.status === status ? condition : undefined;
}
