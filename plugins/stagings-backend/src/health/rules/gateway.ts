import { KubeObject } from '../../model/kubeObject';
import { listAt } from '../../model/read';
import { readConditions } from '../conditions';
import { HealthContext, ObjectHealth } from '../types';
import { customResourceHealth } from './customResource';
import { HEALTHY, notReady, saidBy } from './outcomes';

const NEEDED = ['Accepted', 'ResolvedRefs'];

/**
 * Health of a route of the Gateway API. Like an Ingress, one that nobody has answered yet is well: not every
 * gateway does.
 */
export function routeHealth(route: KubeObject): ObjectHealth {
  const conditions = listAt(route, 'status', 'parents')
    .flatMap(parent => readConditions(listAt(parent, 'conditions'), route))
    .filter(({ type }) => NEEDED.includes(type));
  const refused = conditions.find(
    ({ status, stale }) => status === 'False' && !stale,
  );
  if (refused) return notReady(route, 'degraded', saidBy(refused));
  const pending = conditions.find(
    ({ status, stale }) => status !== 'True' || stale,
  );
  return pending ? notReady(route, 'progressing', saidBy(pending)) : HEALTHY;
}

/** Health of a Gateway: the data plane has taken it over. */
export function gatewayHealth(
  gateway: KubeObject,
  context: HealthContext,
): ObjectHealth {
  return customResourceHealth(gateway, context, ['Programmed', 'Accepted']);
}
