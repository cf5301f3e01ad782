import { KubeObject } from '../../../model/kubeObject';
import { booleanAt } from '../../../model/read';
import { conditionIs, conditionOf } from '../../conditions';
import { HealthContext, ObjectHealth } from '../../types';
import { customResourceHealth } from '../customResource';
import { notReady, notSeen, saidBy, suspended } from '../outcomes';

/** What a HelmRelease says failed, before Ready follows. */
const FAILURES = ['Released', 'TestSuccess'];

/** Health of a Flux HelmRelease or Kustomization. */
export function fluxHealth(
  object: KubeObject,
  context: HealthContext,
): ObjectHealth {
  if (booleanAt(object, 'spec', 'suspend')) {
    return suspended(object, 'suspended');
  }
  const isReconciling = conditionIs(object, 'Reconciling', 'True');
  const failure = FAILURES.map(type => conditionIs(object, type, 'False')).find(
    condition => condition && !condition.stale,
  );
  if (failure && !isReconciling) {
    return notReady(object, 'degraded', saidBy(failure));
  }
  return conditionOf(object, 'Ready') || isReconciling
    ? customResourceHealth(object, context)
    : notSeen(object);
}
