import { KubeObject } from '../../model/kubeObject';
import { explainObject, nameObject } from '../explain';
import { HealthContext, ObjectHealth } from '../types';

/** A workload on its way, with how far it got. */
export function rollingOut(workload: KubeObject, state: string): ObjectHealth {
  return {
    health: 'progressing',
    explanation: explainObject(
      workload,
      'RollingOut',
      `${nameObject(workload)} is starting: ${state}`,
    ),
  };
}

/** A workload that is to have no pods: as wanted, and part of an archive or of somebody's choice. */
export function scaledToZero(
  workload: KubeObject,
  { archived }: HealthContext,
): ObjectHealth {
  return {
    health: archived ? 'suspended' : 'healthy',
    explanation: explainObject(
      workload,
      'ScaledToZero',
      `${nameObject(workload)} is scaled to zero`,
    ),
  };
}
