import { KubeObject } from '../model/kubeObject';
import { podSpecOf, podTemplatePath } from '../model/podTemplate';
import { fieldsAt, textAt } from '../model/read';
import {
  SecurityContext,
  securityContextsOf,
  whomOf,
} from './securityContexts';
import { Finding, PolicyRule } from './types';

/** Types of SELinux that confine as a container is by default. */
const CONFINED_TYPES = [
  'container_t',
  'container_init_t',
  'container_kvm_t',
  'container_engine_t',
];
/** How AppArmor was chosen before there was a field for it. */
const APP_ARMOR_ANNOTATION = 'container.apparmor.security.beta.kubernetes.io/';

/** What one security context loosens: the fields, and what they switch off. */
function loosened({
  context,
}: SecurityContext): [field: string, what: string][] {
  const found: [string, string][] = [];
  if (textAt(context, 'seccompProfile', 'type') === 'Unconfined') {
    found.push(['seccompProfile.type', 'without a filter of system calls']);
  }
  if (textAt(context, 'appArmorProfile', 'type') === 'Unconfined') {
    found.push(['appArmorProfile.type', 'without AppArmor']);
  }
  const mount = textAt(context, 'procMount');
  if (mount !== undefined && mount !== 'Default') {
    found.push(['procMount', "with the node's /proc unmasked"]);
  }
  const seLinux = fieldsAt(context, 'seLinuxOptions');
  const type = textAt(seLinux, 'type');
  if (type && !CONFINED_TYPES.includes(type)) {
    found.push(['seLinuxOptions.type', `as ${type} of SELinux`]);
  }
  for (const field of ['user', 'role']) {
    const value = textAt(seLinux, field);
    if (value) {
      found.push([`seLinuxOptions.${field}`, `as ${value} of SELinux`]);
    }
  }
  return found;
}

function annotated(object: KubeObject): Finding[] {
  const steps = [...(podTemplatePath(object) ?? []), 'metadata', 'annotations'];
  return Object.entries(fieldsAt(object, ...steps) ?? {}).flatMap(
    ([key, value]) =>
      key.startsWith(APP_ARMOR_ANNOTATION) && value === 'unconfined'
        ? [
            {
              path: `${steps.join('.')}["${key}"]`,
              says: `runs container ${key.slice(
                APP_ARMOR_ANNOTATION.length,
              )} without AppArmor`,
              container: key.slice(APP_ARMOR_ANNOTATION.length),
            },
          ]
        : [],
  );
}

/** What keeps a container from its node is left on, as the Pod Security Standards ask of every pod. */
export const unconfined: PolicyRule = {
  name: 'UnconfinedContainer',
  advice:
    'Remove the setting, or allow it in the template: allowPrivileged: true.',
  check({ object }, options) {
    const pod = podSpecOf(object);
    if (!pod || options.allowPrivileged) return [];
    const contexts = securityContextsOf(pod).flatMap(found =>
      loosened(found).map(([field, what]) => ({
        path: `${found.path}.${field}`,
        says: `runs ${whomOf(found)} ${what}`,
        container: found.container,
      })),
    );
    return [...contexts, ...annotated(object)];
  },
};
