import { podSpecOf } from '../model/podTemplate';
import { listAt, textAt } from '../model/read';
import { PolicyRule } from './types';

/** Kernel settings that change nothing outside of the pod, from the Pod Security Standards. */
const SAFE_SYSCTLS = new Set([
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ping_group_range',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.tcp_wmem',
]);

/** Other kernel settings reach the whole node. */
export const sysctls: PolicyRule = {
  name: 'UnsafeSysctl',
  advice:
    'Remove the kernel setting, or allow it in the template: allowPrivileged: true.',
  check({ object }, options) {
    const pod = podSpecOf(object);
    if (!pod || options.allowPrivileged) return [];
    return listAt(pod.spec, 'securityContext', 'sysctls').flatMap(
      (sysctl, index) => {
        const name = textAt(sysctl, 'name')?.replaceAll('/', '.') ?? '';
        if (SAFE_SYSCTLS.has(name)) return [];
        return [
          {
            path: `${pod.path}.securityContext.sysctls[${index}].name`,
            says: `changes ${name} of the kernel`,
          },
        ];
      },
    );
  },
};
