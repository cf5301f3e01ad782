import { PodSecurityLevel, TemplateConfig } from '../../config/types';

const PREFIX = 'pod-security.kubernetes.io/';

/**
 * Labels by which the cluster itself refuses pods that the rules on the render would refuse, also those that
 * operators make. Without a level of its own, a template has the one that fits to what it allows.
 */
export function podSecurityLabels(
  template: Pick<
    TemplateConfig,
    'isolation' | 'allowPrivileged' | 'allowHostNamespaces' | 'allowHostPath'
  >,
): Record<string, string> {
  const isLoose =
    template.allowPrivileged ||
    template.allowHostNamespaces ||
    template.allowHostPath;
  const fitting: PodSecurityLevel = isLoose ? 'privileged' : 'baseline';
  const { enforce = fitting, warn = enforce } =
    template.isolation?.podSecurity ?? {};
  return { [`${PREFIX}enforce`]: enforce, [`${PREFIX}warn`]: warn };
}
