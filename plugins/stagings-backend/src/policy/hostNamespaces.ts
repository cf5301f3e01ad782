import { containersOf, podSpecOf } from '../model/podTemplate';
import { listAt, textAt } from '../model/read';
import { PolicyRule } from './types';

const HOST_FIELDS = {
  hostNetwork: 'network',
  hostPID: 'processes',
  hostIPC: 'shared memory',
} as const;

/** Pods in the node's namespaces see and reach what belongs to others. */
export const hostNamespaces: PolicyRule = {
  name: 'HostNamespace',
  advice:
    'Remove the setting from the template, or allow it there: allowHostNamespaces: true.',
  check({ object }, options) {
    const pod = podSpecOf(object);
    if (!pod || options.allowHostNamespaces) return [];
    const shared = Object.entries(HOST_FIELDS)
      .filter(([field]) => pod.spec[field] === true)
      .map(([field, what]) => ({
        path: `${pod.path}.${field}`,
        says: `asks for the node's ${what}`,
      }));
    const ports = containersOf(pod).flatMap(({ container, path }) =>
      listAt(container, 'ports').flatMap((port, index) =>
        typeof port.hostPort === 'number' && port.hostPort !== 0
          ? [
              {
                path: `${path}.ports[${index}].hostPort`,
                says: `takes port ${port.hostPort} of the node`,
                container: textAt(container, 'name'),
              },
            ]
          : [],
      ),
    );
    return [...shared, ...ports];
  },
};
