import { KubeObject } from '../../model/kubeObject';
import { textAt } from '../../model/read';
import {
  Condition,
  conditionIs,
  conditionOf,
  conditionsOf,
} from '../conditions';
import {
  clusterText,
  explainObject,
  forPlatform,
  nameObject,
} from '../explain';
import { ObjectHealth } from '../types';

function failing(
  object: KubeObject,
  { type, status, reason, message }: Condition,
): ObjectHealth {
  const why = clusterText(message || reason);
  return {
    health: 'degraded',
    explanation: explainObject(
      object,
      reason || type,
      `${nameObject(object)} is not well: ${why}`,
      {
        evidence: { event: `${type} ${status}: ${why}` },
        hint: forPlatform('Check the object and what serves it.'),
      },
    ),
  };
}

function pending(object: KubeObject, what: string): ObjectHealth {
  return {
    health: 'progressing',
    explanation: explainObject(
      object,
      'Pending',
      `${nameObject(object)} ${what}`,
    ),
  };
}

/** Health of a disruption budget; too few pods is the workload's matter. */
export function podDisruptionBudgetHealth(budget: KubeObject): ObjectHealth {
  const refused = conditionIs(budget, 'DisruptionAllowed', 'False');
  return refused && refused.reason !== 'InsufficientPods'
    ? failing(budget, refused)
    : { health: 'healthy' };
}

/** Health of the definition of a kind. */
export function customResourceDefinitionHealth(
  definition: KubeObject,
): ObjectHealth {
  const names = conditionIs(definition, 'NamesAccepted', 'False');
  if (names) return failing(definition, names);
  const established = conditionOf(definition, 'Established');
  if (established?.status === 'True') return { health: 'healthy' };
  return established?.status === 'False' && established.reason !== 'Installing'
    ? failing(definition, established)
    : pending(definition, 'is being installed');
}

/** Health of an API that another server serves. */
export function apiServiceHealth(service: KubeObject): ObjectHealth {
  const available = conditionOf(service, 'Available');
  if (available?.status === 'True') return { health: 'healthy' };
  return available?.status === 'False'
    ? failing(service, available)
    : pending(service, 'is not served yet');
}

/** Health of a namespace. */
export function namespaceHealth(namespace: KubeObject): ObjectHealth {
  if (textAt(namespace, 'status', 'phase') !== 'Terminating') {
    return { health: 'healthy' };
  }
  const held = conditionsOf(namespace).find(({ status }) => status === 'True');
  const why = held && clusterText(held.message);
  return pending(namespace, `is being deleted${why ? `: ${why}` : ''}`);
}
