import { KubeObject } from '../../../model/kubeObject';
import { conditionIs } from '../../conditions';
import { clusterText } from '../../explain';
import { ObjectHealth } from '../../types';
import { remark, suspended } from '../outcomes';
import { byCondition } from './condition';

/** Health of a ScaledObject or ScaledJob of KEDA. One that is paused scales nothing, but breaks nothing. */
export function kedaHealth(object: KubeObject): ObjectHealth {
  if (conditionIs(object, 'Paused', 'True')) {
    return { ...suspended(object, 'paused'), neutral: true };
  }
  const own = byCondition(object, 'Ready');
  const fallback = conditionIs(object, 'Fallback', 'True');
  return own.health === 'healthy' && fallback
    ? remark(
        object,
        'ScalingFallback',
        `uses its fallback count: ${clusterText(
          fallback.message || fallback.reason,
        )}`,
      )
    : own;
}
