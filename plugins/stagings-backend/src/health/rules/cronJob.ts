import { KubeObject } from '../../model/kubeObject';
import { booleanAt, listAt } from '../../model/read';
import { conditionIs } from '../conditions';
import { explainObject, forEngineer, nameObject } from '../explain';
import { createdAt } from '../family';
import { HealthContext, ObjectHealth } from '../types';

function lastFinished(children: readonly KubeObject[]): KubeObject | undefined {
  return children
    .filter(
      child =>
        child.kind === 'Job' &&
        (conditionIs(child, 'Failed', 'True') ||
          conditionIs(child, 'Complete', 'True')),
    )
    .sort((one, other) => createdAt(other) - createdAt(one))[0];
}

/** Health of a CronJob. A failed run is told, but does not make the staging unwell: the next may succeed. */
export function cronJobHealth(
  cronJob: KubeObject,
  { children = [] }: HealthContext,
): ObjectHealth {
  if (booleanAt(cronJob, 'spec', 'suspend')) {
    return {
      health: 'suspended',
      neutral: true,
      explanation: explainObject(
        cronJob,
        'Suspended',
        `${nameObject(cronJob)} is suspended`,
      ),
    };
  }
  const last = lastFinished(children);
  const isActive = listAt(cronJob, 'status', 'active').length > 0;
  if (!last || isActive || !conditionIs(last, 'Failed', 'True')) {
    return { health: 'healthy' };
  }
  return {
    health: 'healthy',
    explanation: explainObject(
      last,
      'LastRunFailed',
      `The last run of ${nameObject(cronJob)} failed`,
      { hint: forEngineer(`See the log of ${nameObject(last)}.`) },
    ),
  };
}
