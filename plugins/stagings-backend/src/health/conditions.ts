import { KubeObject } from '../model/kubeObject';
import { listAt, textAt, timeAt } from '../model/read';

/** One of the conditions of an object's status. */
export interface Condition {
  type: string;
  status: string;
  reason: string;
  message: string;
  /** Milliseconds since the epoch. */
  since?: number;
}

export function conditionsOf(object: KubeObject): Condition[] {
  return listAt(object, 'status', 'conditions').map(condition => ({
    type: textAt(condition, 'type') ?? '',
    status: textAt(condition, 'status') ?? 'Unknown',
    reason: textAt(condition, 'reason') ?? '',
    message: textAt(condition, 'message') ?? '',
    since: timeAt(condition, 'lastTransitionTime'),
  }));
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
