import { ResourceHealth } from 'backstage-plugin-stagings-common';
import { KubeObject } from '../../model/kubeObject';
import { Condition } from '../conditions';
import {
  clusterText,
  explainObject,
  forPlatform,
  nameObject,
} from '../explain';
import { ObjectHealth } from '../types';

/** Well, without anything to say. */
export const HEALTHY: ObjectHealth = { health: 'healthy' };

/** What an operator says in its own words about an object. */
export interface Says {
  reason: string;
  message: string;
  /** Milliseconds since the epoch. */
  since?: number;
}

/** A condition as the words of the operator that wrote it. */
export function saidBy(condition: Condition): Says {
  const { type, reason, message, since } = condition;
  return { reason: reason || type, message: message || reason, since };
}

/** Health of an object that its operator does not call ready. */
export function notReady(
  object: KubeObject,
  health: Exclude<ResourceHealth, 'healthy' | 'suspended'>,
  { reason, message, since }: Says,
): ObjectHealth {
  const why = clusterText(message);
  return {
    health,
    ...(since !== undefined && { since }),
    explanation: explainObject(
      object,
      reason,
      `${nameObject(object)} is not ready${why ? `: ${why}` : ''}`,
      {
        ...(why && { evidence: { event: why } }),
        hint: forPlatform(
          `Look at what its operator says about ${object.kind}.`,
        ),
      },
    ),
  };
}

/** An object that no operator has looked at yet. */
export function notSeen(object: KubeObject): ObjectHealth {
  return {
    health: 'progressing',
    explanation: explainObject(
      object,
      'Pending',
      `${nameObject(object)} waits for its operator`,
      { hint: forPlatform(`Check that the operator of ${object.kind} runs.`) },
    ),
  };
}

/** An object that rests on somebody's order. */
export function suspended(object: KubeObject, says: string): ObjectHealth {
  return {
    health: 'suspended',
    explanation: explainObject(
      object,
      'Suspended',
      `${nameObject(object)} is ${says}`,
    ),
  };
}

/** Well, with a remark. */
export function remark(
  object: KubeObject,
  reason: string,
  says: string,
): ObjectHealth {
  return {
    health: 'healthy',
    explanation: explainObject(object, reason, `${nameObject(object)} ${says}`),
  };
}
