import { kindKey } from '../model/podTemplate';
import { RenderedObject } from '../model/rendering';
import { clusterRoles } from './clusterRoles';
import { clusterScoped } from './clusterScoped';
import { hostNamespaces } from './hostNamespaces';
import { hostPath } from './hostPath';
import { hosts } from './hosts';
import { privileged } from './privileged';
import { probeHosts } from './probeHosts';
import { roleEscalation } from './roleEscalation';
import { serviceAccountTokens } from './serviceAccountTokens';
import { services } from './services';
import { sysctls } from './sysctls';
import { Finding, PolicyOptions, PolicyRule, Violation } from './types';
import { unconfined } from './unconfined';

const CLUSTER_ROLE = 'rbac.authorization.k8s.io/ClusterRole';

const RULES: readonly PolicyRule[] = [
  privileged,
  unconfined,
  sysctls,
  hostNamespaces,
  probeHosts,
  hostPath,
  services,
  hosts,
  serviceAccountTokens,
  clusterScoped,
  clusterRoles,
  roleEscalation,
];

function violation(
  rule: PolicyRule,
  { object, source }: RenderedObject,
  { path, says, container }: Finding,
): Violation {
  const { kind, metadata } = object;
  return {
    rule: rule.name,
    object: { kind, name: metadata.name },
    source,
    path,
    explanation: {
      reason: rule.name,
      message: `${kind} ${metadata.name} in ${source} ${says} (${path}), which stagings may not`,
      evidence: {
        object: {
          kind,
          name: metadata.name,
          ...(metadata.namespace && { namespace: metadata.namespace }),
        },
        ...(container && { container }),
      },
      hint: { text: rule.advice, audience: 'platform' },
    },
  };
}

/** All that a normalised render does against the rules that guard the cluster. */
export function checkPolicy(
  objects: readonly RenderedObject[],
  options: PolicyOptions,
): Violation[] {
  const ownClusterRoles = objects
    .filter(({ object }) => kindKey(object) === CLUSTER_ROLE)
    .map(({ object }) => object.metadata.name);
  return objects.flatMap(rendered =>
    RULES.flatMap(rule =>
      rule
        .check(rendered, { ...options, ownClusterRoles })
        .map(finding => violation(rule, rendered, finding)),
    ),
  );
}
