import { KubeObject } from '../../model/kubeObject';
import { conditionsOf } from '../conditions';
import {
  clusterText,
  explainObject,
  forEngineer,
  nameObject,
} from '../explain';
import { HealthContext, ObjectHealth } from '../types';

/** The autoscaler itself is set up wrongly. Metrics are another matter: they lag behind, or nobody has them. */
const BROKEN = ['FailedGetScale', 'FailedUpdateScale', 'InvalidSelector'];
const HINT = forEngineer('Check its target and its metrics in the template.');

/** Health of an autoscaler. Missing metrics are told, but leave the staging well. */
export function horizontalPodAutoscalerHealth(
  autoscaler: KubeObject,
  { archived }: HealthContext,
): ObjectHealth {
  if (archived) return { health: 'healthy' };
  const conditions = conditionsOf(autoscaler);
  if (conditions.length === 0) {
    return {
      health: 'progressing',
      explanation: explainObject(
        autoscaler,
        'Starting',
        `${nameObject(autoscaler)} has not looked at its target yet`,
      ),
    };
  }
  const failing = conditions.find(
    ({ status, reason }) =>
      status === 'False' && /^Failed|^Invalid/.test(reason),
  );
  if (!failing) return { health: 'healthy' };
  const why = clusterText(failing.message);
  return {
    health: BROKEN.includes(failing.reason) ? 'degraded' : 'healthy',
    explanation: explainObject(
      autoscaler,
      'AutoscalingFailed',
      `${nameObject(autoscaler)} cannot scale: ${why}`,
      { evidence: { event: why }, hint: HINT },
    ),
  };
}
