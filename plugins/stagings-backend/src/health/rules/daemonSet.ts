import { KubeObject } from '../../model/kubeObject';
import { numberAt, textAt } from '../../model/read';
import { blame } from '../blame';
import { explainObject, nameObject } from '../explain';
import { HealthContext, ObjectHealth } from '../types';
import { rollingOut } from './rollout';

function ownHealth(daemonSet: KubeObject, desired: number): ObjectHealth {
  const status = (field: string) => numberAt(daemonSet, 'status', field) ?? 0;
  if (numberAt(daemonSet, 'status', 'observedGeneration') === undefined) {
    return rollingOut(daemonSet, 'the cluster has not looked at it yet');
  }
  if (desired === 0) {
    return {
      health: 'healthy',
      explanation: explainObject(
        daemonSet,
        'NoMatchingNode',
        `${nameObject(daemonSet)} matches no node`,
      ),
    };
  }
  const waitsForDelete =
    textAt(daemonSet, 'spec', 'updateStrategy', 'type') === 'OnDelete';
  if (!waitsForDelete && status('updatedNumberScheduled') < desired) {
    return rollingOut(
      daemonSet,
      `${status('updatedNumberScheduled')} of ${desired} updated`,
    );
  }
  if (status('numberAvailable') < desired) {
    return rollingOut(
      daemonSet,
      `${status('numberAvailable')} of ${desired} available`,
    );
  }
  if (waitsForDelete && status('updatedNumberScheduled') < desired) {
    return {
      health: 'healthy',
      explanation: explainObject(
        daemonSet,
        'UpdateHeld',
        `${nameObject(
          daemonSet,
        )} holds its update back until its pods are deleted by hand`,
      ),
    };
  }
  return { health: 'healthy' };
}

/** Health of a DaemonSet, told through its pods. */
export function daemonSetHealth(
  daemonSet: KubeObject,
  context: HealthContext,
): ObjectHealth {
  const desired = numberAt(daemonSet, 'status', 'desiredNumberScheduled') ?? 0;
  return blame(daemonSet, ownHealth(daemonSet, desired), desired, context);
}
