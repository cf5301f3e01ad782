import { HeldKind } from '../../store';
import { apiVersionOf } from '../../model/kubeObject';

/** A kind as objects name it. */
export interface WatchedKind {
  apiVersion: string;
  kind: string;
}

/** Kinds that are always watched: those that most stagings consist of, and what they make by themselves. */
export const BASE_KINDS: readonly WatchedKind[] = [
  { apiVersion: 'v1', kind: 'Pod' },
  { apiVersion: 'v1', kind: 'PersistentVolumeClaim' },
  { apiVersion: 'v1', kind: 'Service' },
  { apiVersion: 'apps/v1', kind: 'Deployment' },
  { apiVersion: 'apps/v1', kind: 'ReplicaSet' },
  { apiVersion: 'apps/v1', kind: 'StatefulSet' },
  { apiVersion: 'apps/v1', kind: 'DaemonSet' },
  { apiVersion: 'batch/v1', kind: 'Job' },
  { apiVersion: 'batch/v1', kind: 'CronJob' },
  { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler' },
  { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress' },
];

const base = new Set(BASE_KINDS.map(kindName));

/** For maps and comparisons: `apps/v1/Deployment`. */
export function kindName({ apiVersion, kind }: WatchedKind): string {
  return `${apiVersion}/${kind}`;
}

export function isBaseKind(kind: WatchedKind): boolean {
  return base.has(kindName(kind));
}

/** Whoever may watch Secrets may read those of everybody, and Events are no parts of a staging. */
const NEVER: ReadonlySet<string> = new Set(['v1/Secret', 'v1/Event']);

/** The kinds to watch besides the base ones, for what stagings of a cluster have in their inventories. */
export function furtherKinds(held: readonly HeldKind[]): WatchedKind[] {
  return held
    .map(({ group, version, kind }) => ({
      apiVersion: apiVersionOf(group, version),
      kind,
    }))
    .filter(kind => !isBaseKind(kind) && !NEVER.has(kindName(kind)));
}
