import { KubeObject } from '../../../model/kubeObject';
import { conditionOf } from '../../conditions';
import { ObjectHealth } from '../../types';
import { HEALTHY, notReady, notSeen, saidBy } from '../outcomes';

/** The parts first: they say why the whole is not ready. */
const CONDITIONS = ['ConfigurationsReady', 'RoutesReady', 'Ready'];

/** Health of a Service of Knative Serving. */
export function knativeServiceHealth(service: KubeObject): ObjectHealth {
  const conditions = CONDITIONS.flatMap(
    type => conditionOf(service, type) ?? [],
  );
  const failed = conditions.find(({ status }) => status === 'False');
  if (failed) return notReady(service, 'degraded', saidBy(failed));
  const pending = conditions.find(({ status }) => status !== 'True');
  if (pending) return notReady(service, 'progressing', saidBy(pending));
  return conditions.length > 0 ? HEALTHY : notSeen(service);
}
