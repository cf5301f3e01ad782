import { at } from '../model/json';
import { K, ResourceKind } from '../model/kinds';
import { Cluster, Controller, isAbout, keyOf, STATUS } from './controller';

/** Gives Services of type LoadBalancer and Ingresses the address 127.0.0.1, unless their name has `no-address`. */
export function addresses(
  { objects }: Cluster,
  kind: ResourceKind,
): Controller {
  return {
    keysOf: event =>
      isAbout(event, kind) && event.type !== 'DELETED'
        ? [keyOf(event.object)]
        : [],
    reconcile: ({ namespace, name }) => {
      const object = objects.store.get(kind, namespace, name);
      if (!object || name.includes('no-address')) return;
      if (kind === K.service && at(object, 'spec', 'type') !== 'LoadBalancer')
        return;
      if (at(object, 'status', 'loadBalancer', 'ingress')) return;
      const mode = kind === K.service ? { ipMode: 'VIP' } : {};
      objects.update({ kind, namespace, name }, STATUS, live => ({
        ...live,
        status: { loadBalancer: { ingress: [{ ip: '127.0.0.1', ...mode }] } },
      }));
    },
  };
}
