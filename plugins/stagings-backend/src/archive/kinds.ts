import { KubeObject, ObjectIdentity } from '../model/kubeObject';
import { kindKey } from '../model/podTemplate';

const REPLICAS = ['spec', 'replicas'];

const REPLICAS_PATHS: Readonly<Record<string, readonly string[]>> = {
  'apps/Deployment': REPLICAS,
  'apps/ReplicaSet': REPLICAS,
  'apps/StatefulSet': REPLICAS,
  '/ReplicationController': REPLICAS,
  'acid.zalan.do/postgresql': ['spec', 'numberOfInstances'],
};

/** Where the kind of an object keeps its count; undefined for kinds without one. */
export function replicasPath(
  object: KubeObject,
): readonly string[] | undefined {
  return REPLICAS_PATHS[kindKey(object)];
}

/**
 * The annotations by which operators rest. KEDA gets both of its: `paused-replicas` alone bounced between
 * zero and one (kedacore/keda#5165).
 */
export const PAUSE_ANNOTATIONS: Readonly<
  Record<string, Readonly<Record<string, string>>>
> = {
  'keda.sh/ScaledJob': { 'autoscaling.keda.sh/paused': 'true' },
  'keda.sh/ScaledObject': {
    'autoscaling.keda.sh/paused-replicas': '0',
    'autoscaling.keda.sh/paused': 'true',
  },
  'postgresql.cnpg.io/Cluster': { 'cnpg.io/hibernation': 'on' },
};

/** What starts pods of others by itself. */
const WAKERS = [
  'batch/CronJob',
  'autoscaling/HorizontalPodAutoscaler',
  'keda.sh/ScaledJob',
  'keda.sh/ScaledObject',
];

/** What others need to run. */
const DATABASES = [
  'apps/StatefulSet',
  'acid.zalan.do/postgresql',
  'postgresql.cnpg.io/Cluster',
];

/**
 * What goes to rest one after the other, and comes back in reverse: first what would wake others, databases
 * last.
 */
export type Rank = 'waker' | 'workload' | 'database';

export function rankOf(object: KubeObject): Rank {
  const kind = kindKey(object);
  if (WAKERS.includes(kind)) return 'waker';
  return DATABASES.includes(kind) ? 'database' : 'workload';
}

/** Whether others need what an object runs to run themselves. */
export function isDatabase({
  group,
  kind,
}: Pick<ObjectIdentity, 'group' | 'kind'>): boolean {
  return DATABASES.includes(`${group}/${kind}`);
}

/** Whether an operator, not Kubernetes itself, knows what objects of an API group run. */
export function isCustomGroup(group: string): boolean {
  return group.includes('.') && !group.endsWith('.k8s.io');
}

/** Whether another object controls this one, which then follows it. */
export function isControlled(object: KubeObject): boolean {
  return Boolean(
    object.metadata.ownerReferences?.some(owner => owner.controller),
  );
}
