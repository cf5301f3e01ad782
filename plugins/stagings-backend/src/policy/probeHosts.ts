import { containersOf, podSpecOf } from '../model/podTemplate';
import { textAt } from '../model/read';
import { PolicyRule } from './types';

const HANDLERS = [
  ['livenessProbe'],
  ['readinessProbe'],
  ['startupProbe'],
  ['lifecycle', 'postStart'],
  ['lifecycle', 'preStop'],
];

/** The node sends probes, from its own network: one with a host of its own reaches what no pod can. */
export const probeHosts: PolicyRule = {
  name: 'ProbeOfOtherHost',
  advice:
    'Leave the host out, so that the pod itself is asked, or allow it in the template: allowHostNamespaces: true.',
  check({ object }, options) {
    const pod = podSpecOf(object);
    if (!pod || options.allowHostNamespaces) return [];
    return containersOf(pod).flatMap(({ container, path }) =>
      HANDLERS.flatMap(handler =>
        ['httpGet', 'tcpSocket'].flatMap(request => {
          const field = [...handler, request, 'host'];
          const host = textAt(container, ...field);
          return host
            ? [
                {
                  path: `${path}.${field.join('.')}`,
                  says: `lets the node ask ${host}`,
                  container: textAt(container, 'name'),
                },
              ]
            : [];
        }),
      ),
    );
  },
};
