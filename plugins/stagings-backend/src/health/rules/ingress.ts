import { KubeObject } from '../../model/kubeObject';
import { listAt } from '../../model/read';
import { explainObject, forPlatform, nameObject } from '../explain';
import { createdAt } from '../family';
import { HealthContext, ObjectHealth } from '../types';

const ADDRESS_WINDOW = 5 * 60_000;

/**
 * Health of an Ingress. It is well at once, because many controllers never fill in its address
 * (argoproj/argo-cd#14607); a cluster whose controller does may ask to wait for it.
 */
export function ingressHealth(
  ingress: KubeObject,
  { now, policy }: HealthContext,
): ObjectHealth {
  if (
    !policy?.requireIngressAddress ||
    listAt(ingress, 'status', 'loadBalancer', 'ingress').length > 0
  ) {
    return { health: 'healthy' };
  }
  const isLate = now - createdAt(ingress) > ADDRESS_WINDOW;
  return {
    health: isLate ? 'degraded' : 'progressing',
    explanation: explainObject(
      ingress,
      'AddressPending',
      `${nameObject(ingress)} waits for an address`,
      {
        hint: forPlatform(
          'Check that an ingress controller serves its class; if that never gives addresses, switch requireIngressAddress off for the cluster.',
        ),
      },
    ),
  };
}
