import { Deployment, ReplicaSet } from '../model/objects';

/** A size that a ReplicaSet shall have next. */
export type Resize = { set: ReplicaSet; replicas: number };

/** A number, or a percentage of the total rounded as asked. */
export function resolve(
  value: number | string | undefined,
  total: number,
  round: (value: number) => number,
): number {
  if (typeof value === 'number') return value;
  return value === undefined
    ? 0
    : round((Number(value.replace('%', '')) / 100) * total);
}

const availableOf = (set: ReplicaSet) => set.status.availableReplicas ?? 0;

const sum = (figures: readonly number[]) =>
  figures.reduce((total, figure) => total + figure, 0);

/**
 * The next sizes of a Deployment's ReplicaSets. A rolling update never has
 * more pods than `maxSurge` allows nor fewer available ones than
 * `maxUnavailable` does; `Recreate` waits until no old pod is left.
 *
 * @param oldPods - how many pods of old ReplicaSets still exist, those ending included
 */
export function planRollout(
  spec: Deployment['spec'],
  current: ReplicaSet,
  old: readonly ReplicaSet[],
  oldPods: number,
): Resize[] {
  const stay = { set: current, replicas: current.spec.replicas };
  if (spec.paused) {
    const rolling = old.some(set => set.spec.replicas > 0);
    return [rolling ? stay : { set: current, replicas: spec.replicas }];
  }
  if (spec.strategy.type === 'Recreate') {
    const emptied = old.map(set => ({ set, replicas: 0 }));
    return [
      ...emptied,
      oldPods > 0 ? stay : { set: current, replicas: spec.replicas },
    ];
  }
  return rollingUpdate(spec, current, old);
}

function rollingUpdate(
  spec: Deployment['spec'],
  current: ReplicaSet,
  old: readonly ReplicaSet[],
): Resize[] {
  const { maxSurge, maxUnavailable } = spec.strategy.rollingUpdate ?? {};
  const surge = resolve(maxSurge, spec.replicas, Math.ceil);
  const unavailable = resolve(maxUnavailable, spec.replicas, Math.floor);
  const slack = surge === 0 && unavailable === 0 ? 1 : unavailable;
  const total = sum([current, ...old].map(set => set.spec.replicas));
  const room = spec.replicas + surge - total;
  const missing = spec.replicas - current.spec.replicas;
  const grown =
    missing > 0
      ? current.spec.replicas + Math.max(0, Math.min(missing, room))
      : spec.replicas;
  const notReady = current.spec.replicas - availableOf(current);
  let removable = total - (spec.replicas - slack) - Math.max(0, notReady);
  const shrunk = old.map(set => {
    const idle = Math.max(0, set.spec.replicas - availableOf(set));
    const cut = Math.min(set.spec.replicas, Math.max(0, removable), idle);
    removable -= cut;
    return { set, replicas: set.spec.replicas - cut };
  });
  let spare = sum([current, ...old].map(availableOf)) - (spec.replicas - slack);
  const final = shrunk.map(({ set, replicas }) => {
    const cut = Math.min(replicas, Math.max(0, spare), Math.max(0, removable));
    spare -= cut;
    removable -= cut;
    return { set, replicas: replicas - cut };
  });
  return [{ set: current, replicas: grown }, ...final];
}
