import { containersOf, podSpecOf } from '../model/podTemplate';
import { booleanAt, fieldAt, Fields, textAt } from '../model/read';
import { PolicyRule } from './types';

/** Capabilities that lead out of the container; those that every runtime grants are no finding. */
const HARMLESS_CAPABILITIES = new Set([
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
]);

function addedCapabilities(container: Fields): string[] {
  const added = fieldAt(container, 'securityContext', 'capabilities', 'add');
  return (Array.isArray(added) ? added : [])
    .map(capability => String(capability).replace(/^CAP_/, ''))
    .filter(capability => !HARMLESS_CAPABILITIES.has(capability));
}

/** Privileged containers own the node. The list of capabilities is that of the Pod Security Standards. */
export const privileged: PolicyRule = {
  name: 'PrivilegedContainer',
  advice:
    'Run the container without privileges, or allow them in the template: allowPrivileged: true.',
  check({ object }, options) {
    const pod = podSpecOf(object);
    if (!pod || options.allowPrivileged) return [];
    return containersOf(pod).flatMap(({ container, path }) => {
      const name = textAt(container, 'name');
      const isPrivileged = booleanAt(
        container,
        'securityContext',
        'privileged',
      );
      return [
        ...(isPrivileged
          ? [
              {
                path: `${path}.securityContext.privileged`,
                says: `runs container ${name} with all rights on the node`,
                container: name,
              },
            ]
          : []),
        ...addedCapabilities(container).map(capability => ({
          path: `${path}.securityContext.capabilities.add`,
          says: `gives container ${name} the capability ${capability}`,
          container: name,
        })),
      ];
    });
  },
};
