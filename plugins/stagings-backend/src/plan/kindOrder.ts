/**
 * Kinds in the order in which they are applied: a tier is complete before the next one starts. Kinds of one
 * tier do not need each other at admission. `group/Kind`; the core group is empty.
 */
const TIERS: readonly (readonly string[])[] = [
  ['apiextensions.k8s.io/CustomResourceDefinition'],
  [
    'scheduling.k8s.io/PriorityClass',
    '/Namespace',
    'networking.k8s.io/NetworkPolicy',
    '/ResourceQuota',
    '/LimitRange',
    'policy/PodDisruptionBudget',
    '/ServiceAccount',
    '/Secret',
    '/ConfigMap',
    'storage.k8s.io/StorageClass',
    'networking.k8s.io/IngressClass',
    'rbac.authorization.k8s.io/ClusterRole',
    'rbac.authorization.k8s.io/Role',
  ],
  [
    '/PersistentVolume',
    // Limits of a LimitRange count at the claim's admission.
    '/PersistentVolumeClaim',
    // The role must exist, or the server cannot tell whether binding it would escalate rights.
    'rbac.authorization.k8s.io/ClusterRoleBinding',
    'rbac.authorization.k8s.io/RoleBinding',
    '/Service',
  ],
  [
    'apps/DaemonSet',
    '/Pod',
    '/ReplicationController',
    'apps/ReplicaSet',
    'apps/Deployment',
    'apps/StatefulSet',
    'batch/Job',
    'batch/CronJob',
  ],
  ['autoscaling/HorizontalPodAutoscaler', 'networking.k8s.io/Ingress'],
];

/** After everything else, because a webhook without its server blocks all writes. */
export const LAST_TIERS: readonly (readonly string[])[] = [
  ['apiregistration.k8s.io/APIService'],
  [
    'admissionregistration.k8s.io/MutatingWebhookConfiguration',
    'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
  ],
];

/** Tier of the kinds that no table names: custom resources, whose operators may be in the same render. */
export const CUSTOM_TIER = TIERS.length;

const POSITIONS = new Map(
  [...TIERS, [], ...LAST_TIERS].flatMap((kinds, tier) =>
    kinds.map((kind, index) => [kind, { tier, index }] as const),
  ),
);

/** Where a kind stands: its tier, and its place in the tier. */
export function kindPosition(
  group: string,
  kind: string,
): {
  tier: number;
  index: number;
} {
  return POSITIONS.get(`${group}/${kind}`) ?? { tier: CUSTOM_TIER, index: 0 };
}
