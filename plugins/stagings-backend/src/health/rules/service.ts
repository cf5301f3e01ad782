import { KubeObject } from '../../model/kubeObject';
import { listAt, textAt } from '../../model/read';
import { explainObject, forPlatform, nameObject } from '../explain';
import { createdAt } from '../family';
import { HealthContext, ObjectHealth } from '../types';

/** Load balancers of clouds take minutes; one that takes longer has no provider. */
const ADDRESS_WINDOW = 5 * 60_000;

/** Health of a Service: only one that asks for a load balancer has something to wait for. */
export function serviceHealth(
  service: KubeObject,
  { now }: HealthContext,
): ObjectHealth {
  if (
    textAt(service, 'spec', 'type') !== 'LoadBalancer' ||
    listAt(service, 'status', 'loadBalancer', 'ingress').length > 0
  ) {
    return { health: 'healthy' };
  }
  const isLate = now - createdAt(service) > ADDRESS_WINDOW;
  return {
    health: isLate ? 'degraded' : 'progressing',
    explanation: explainObject(
      service,
      'AddressPending',
      `${nameObject(service)} waits for the address of its load balancer`,
      {
        hint: forPlatform(
          'Check that the cluster provides load balancers, or use an Ingress.',
        ),
      },
    ),
  };
}
