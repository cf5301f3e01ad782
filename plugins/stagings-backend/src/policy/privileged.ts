import { podSpecOf } from '../model/podTemplate';
import { booleanAt, fieldAt, Fields } from '../model/read';
import { securityContextsOf, whomOf } from './securityContexts';
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

function addedCapabilities(context: Fields): string[] {
  const added = fieldAt(context, 'capabilities', 'add');
  return (Array.isArray(added) ? added : [])
    .map(capability => String(capability).toUpperCase().replace(/^CAP_/, ''))
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
    return securityContextsOf(pod).flatMap(found => {
      const { context, path, container } = found;
      const ownsNode = [
        ['privileged'],
        ['windowsOptions', 'hostProcess'],
      ].filter(field => booleanAt(context, ...field));
      return [
        ...ownsNode.map(field => ({
          path: `${path}.${field.join('.')}`,
          says: `runs ${whomOf(found)} with all rights on the node`,
          container,
        })),
        ...addedCapabilities(context).map(capability => ({
          path: `${path}.capabilities.add`,
          says: `gives ${whomOf(found)} the capability ${capability}`,
          container,
        })),
      ];
    });
  },
};
