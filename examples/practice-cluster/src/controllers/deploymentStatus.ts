import { Condition, Deployment, ReplicaSet } from '../model/objects';
import { conditionOf, withCondition } from './conditions';
import { resolve } from './rollout';

const total = (
  sets: readonly ReplicaSet[],
  field: 'replicas' | 'readyReplicas' | 'availableReplicas',
) => sets.reduce((sum, set) => sum + (set.status[field] ?? 0), 0);

/** A new status, and when to look again because a deadline may pass. */
export type StatusUpdate = {
  status: Deployment['status'];
  checkAfterMs?: number;
};

/** A progress deadline of this many seconds means none. */
const NO_DEADLINE = 2147483647;

/** What a Deployment reports about its ReplicaSets. */
export function deploymentStatus(
  deployment: Deployment,
  current: ReplicaSet | undefined,
  old: readonly ReplicaSet[],
  terminating: number,
  now: number,
): StatusUpdate {
  const { spec } = deployment;
  const all = current ? [...old, current] : [...old];
  const replicas = total(all, 'replicas');
  const available = total(all, 'availableReplicas');
  const counts: Omit<Deployment['status'], 'conditions'> & {
    terminatingReplicas: number;
  } = {
    observedGeneration: deployment.metadata.generation,
    ...positive('replicas', replicas),
    ...positive('updatedReplicas', current?.status.replicas ?? 0),
    ...positive('readyReplicas', total(all, 'readyReplicas')),
    ...positive('availableReplicas', available),
    ...positive(
      'unavailableReplicas',
      Math.max(0, Math.max(spec.replicas, replicas) - available),
    ),
    terminatingReplicas: terminating,
  };
  const progress = progressing(deployment, current, counts, now);
  let conditions = withCondition(
    deployment.status.conditions,
    availability(deployment, available),
    now,
  );
  conditions = withCondition(conditions, progress.condition, now);
  conditions = withFailure(conditions, all, now);
  if (progress.moved) conditions = touch(conditions, now);
  return {
    status: { ...counts, conditions },
    checkAfterMs: progress.checkAfterMs,
  };
}

function positive(name: string, value: number) {
  return value > 0 ? { [name]: value } : {};
}

function availability({ spec }: Deployment, available: number): Condition {
  const slack =
    spec.strategy.type === 'RollingUpdate'
      ? resolve(
          spec.strategy.rollingUpdate?.maxUnavailable,
          spec.replicas,
          Math.floor,
        )
      : 0;
  const enough = available >= spec.replicas - slack;
  return {
    type: 'Available',
    status: enough ? 'True' : 'False',
    lastUpdateTime: '',
    reason: enough ? 'MinimumReplicasAvailable' : 'MinimumReplicasUnavailable',
    message: `Deployment ${
      enough ? 'has' : 'does not have'
    } minimum availability.`,
  };
}

type Progress = {
  condition: Condition;
  moved?: boolean;
  checkAfterMs?: number;
};

function progressing(
  deployment: Deployment,
  current: ReplicaSet | undefined,
  counts: Deployment['status'],
  now: number,
): Progress {
  const { spec, status } = deployment;
  const before = conditionOf(status.conditions, 'Progressing');
  const say = (
    value: Condition['status'],
    reason: string,
    message: string,
  ): Condition => ({
    type: 'Progressing',
    status: value,
    lastUpdateTime: '',
    reason,
    message,
  });
  if (spec.paused)
    return {
      condition: say('Unknown', 'DeploymentPaused', 'Deployment is paused'),
    };
  if (!current) {
    return {
      condition: say('True', 'ReplicaSetUpdated', 'Deployment is progressing.'),
      moved: true,
    };
  }
  const set = `ReplicaSet "${current.metadata.name}"`;
  const complete =
    (counts.updatedReplicas ?? 0) === spec.replicas &&
    (counts.replicas ?? 0) === spec.replicas &&
    (counts.availableReplicas ?? 0) === spec.replicas;
  if (complete) {
    return {
      condition: say(
        'True',
        'NewReplicaSetAvailable',
        `${set} has successfully progressed.`,
      ),
    };
  }
  if (
    before?.reason === 'NewReplicaSetAvailable' &&
    before.message?.includes(set)
  ) {
    return {
      condition: { ...before, lastUpdateTime: before.lastUpdateTime ?? '' },
    };
  }
  const moved = hasMoved(status, counts) || !before?.message?.includes(set);
  const deadline = spec.progressDeadlineSeconds * 1000;
  const waited = now - Date.parse(before?.lastUpdateTime ?? '');
  const late = !moved && deadline < NO_DEADLINE * 1000 && waited >= deadline;
  const stillLate = !moved && before?.reason === 'ProgressDeadlineExceeded';
  if (late || stillLate) {
    return {
      condition: say(
        'False',
        'ProgressDeadlineExceeded',
        `${set} has timed out progressing.`,
      ),
    };
  }
  return {
    condition: say('True', 'ReplicaSetUpdated', `${set} is progressing.`),
    moved,
    checkAfterMs: Math.min(
      3_600_000,
      Math.max(1000, moved ? deadline : deadline - waited) + 50,
    ),
  };
}

/** More updated, ready or available pods, or fewer old ones, are progress. */
function hasMoved(
  before: Deployment['status'],
  after: Deployment['status'],
): boolean {
  const grew = (
    ['updatedReplicas', 'readyReplicas', 'availableReplicas'] as const
  ).some(field => (after[field] ?? 0) > (before[field] ?? 0));
  const oldOnes = (status: Deployment['status']) =>
    (status.replicas ?? 0) - (status.updatedReplicas ?? 0);
  return grew || oldOnes(after) < oldOnes(before);
}

function touch(conditions: readonly Condition[], now: number): Condition[] {
  const time = `${new Date(now).toISOString().slice(0, 19)}Z`;
  return conditions.map(condition =>
    condition.type === 'Progressing'
      ? { ...condition, lastUpdateTime: time }
      : condition,
  );
}

/** A refused pod of any ReplicaSet is the Deployment's failure too. */
function withFailure(
  conditions: readonly Condition[],
  sets: readonly ReplicaSet[],
  now: number,
): Condition[] {
  const failure = sets
    .map(set => conditionOf(set.status.conditions, 'ReplicaFailure'))
    .find(condition => condition !== undefined);
  return failure
    ? withCondition(conditions, { ...failure, lastUpdateTime: '' }, now)
    : conditions.filter(({ type }) => type !== 'ReplicaFailure');
}
