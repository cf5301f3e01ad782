import { ObjectIdentity } from '../model/kubeObject';

/** Kinds whose objects are pods, or make or scale them. */
const WORKLOADS: readonly string[] = [
  'apps/DaemonSet',
  '/Pod',
  '/ReplicationController',
  'apps/ReplicaSet',
  'apps/Deployment',
  'autoscaling/HorizontalPodAutoscaler',
  'apps/StatefulSet',
  'batch/Job',
  'batch/CronJob',
];

/**
 * Kinds in the order in which they are applied: a tier is complete before the next one starts. `group/Kind`;
 * the core group is empty.
 *
 * A tier costs a round trip, so kinds stand apart only where the server, or a pod at its start, would treat
 * the later one otherwise if the earlier were not there yet. All else finds together by itself: a service
 * selects pods that come later, an ingress waits for its service, an autoscaler for its target. A tier that a
 * render has nothing of costs nothing.
 */
const TIERS: readonly (readonly string[])[] = [
  // The caller waits until the kinds are served: custom resources may be among what follows.
  ['apiextensions.k8s.io/CustomResourceDefinition'],
  // Nothing can be made in a namespace that is not there.
  ['/Namespace'],
  // Admission counts and completes what comes after them by these.
  [
    'scheduling.k8s.io/PriorityClass',
    '/ResourceQuota',
    '/LimitRange',
    'storage.k8s.io/StorageClass',
  ],
  // What pods need at their start, or are to be shut off from. Services become environment variables; they are
  // asked for first, since they take longest: the server gives out their addresses one at a time. Nothing needs
  // ingresses, but they are done by the time that services are.
  [
    '/Service',
    'networking.k8s.io/NetworkPolicy',
    'policy/PodDisruptionBudget',
    '/ServiceAccount',
    '/Secret',
    '/ConfigMap',
    '/PersistentVolume',
    '/PersistentVolumeClaim',
    'networking.k8s.io/IngressClass',
    'networking.k8s.io/Ingress',
    'rbac.authorization.k8s.io/ClusterRole',
    'rbac.authorization.k8s.io/Role',
  ],
  // The role must exist, or the server cannot tell whether binding it would escalate rights.
  [
    'rbac.authorization.k8s.io/ClusterRoleBinding',
    'rbac.authorization.k8s.io/RoleBinding',
  ],
  WORKLOADS,
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

/** Whether objects of a kind are custom resources, as far as the tables can tell. */
export function isCustomKind({
  group,
  kind,
}: Pick<ObjectIdentity, 'group' | 'kind'>): boolean {
  return kindPosition(group, kind).tier === CUSTOM_TIER;
}

/** Whether objects of a kind are pods, or make or scale them. */
export function isWorkloadKind({
  group,
  kind,
}: Pick<ObjectIdentity, 'group' | 'kind'>): boolean {
  return WORKLOADS.includes(`${group}/${kind}`);
}

/** Whether a kind lets somebody else's server answer requests to the cluster. */
export function isWebhookKind({
  group,
}: Pick<ObjectIdentity, 'group' | 'kind'>): boolean {
  return group === 'admissionregistration.k8s.io';
}
