import { kindKey } from '../model/podTemplate';
import { fieldAt, textAt } from '../model/read';
import { PolicyRule } from './types';

/** Types of Services that reach out of the cluster, and what they do there. */
const OUTWARD: Readonly<Record<string, string>> = {
  LoadBalancer: 'takes an address outside the cluster (LoadBalancer)',
  NodePort: 'takes a port of every node (NodePort)',
  ExternalName: 'stands for a host outside the staging (ExternalName)',
};

/**
 * A staging is reached by its Ingress. Other ways cost addresses, pass by what guards the ingress, or send
 * what the ingress lets in to somebody else.
 */
export const services: PolicyRule = {
  name: 'ServiceReachesOut',
  advice:
    'Use a Service of type ClusterIP, with an Ingress where people should reach it, or allow it in the template, for example allowServices: [LoadBalancer].',
  check({ object }, { allowServices = [] }) {
    if (kindKey(object) !== '/Service') return [];
    const type = textAt(object, 'spec', 'type') ?? 'ClusterIP';
    const outward = OUTWARD[type];
    const addresses = fieldAt(object, 'spec', 'externalIPs');
    return [
      ...(outward !== undefined && !allowServices.includes(type)
        ? [{ path: 'spec.type', says: outward }]
        : []),
      ...(Array.isArray(addresses) &&
      addresses.length > 0 &&
      !allowServices.includes('ExternalIPs')
        ? [
            {
              path: 'spec.externalIPs',
              says: `takes traffic for ${addresses.join(', ')} (ExternalIPs)`,
            },
          ]
        : []),
    ];
  },
};
