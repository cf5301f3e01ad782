import { JsonObject } from '@backstage/types';
import { groupOf, KubeObject } from '../model/kubeObject';
import { kindKey } from '../model/podTemplate';
import { canFreeCompute, freeCompute } from './freeCompute';
import { isControlled, isCustomGroup, Rank, rankOf } from './kinds';
import { mergePatchBetween } from './mergePatchBetween';
import { recordScales } from './records';
import { toJson } from './toJson';

/** One write that archives an object. */
export type ArchiveAction =
  | { type: 'patch'; object: KubeObject; patch: JsonObject }
  /** Autoscalers, which would wake what is scaled to zero, and what cannot be scaled. */
  | { type: 'delete'; object: KubeObject };

const ORDER: readonly Rank[] = ['waker', 'workload', 'database'];

function actionFor(object: KubeObject): ArchiveAction | undefined {
  const [record] = recordScales([object]);
  const archived = freeCompute(object, record);
  if (archived.fate === 'remove') {
    return object.metadata.deletionTimestamp
      ? undefined
      : { type: 'delete', object };
  }
  if (archived.fate === 'leave') return undefined;
  const patch = mergePatchBetween(toJson(object), toJson(archived.object));
  return patch && { type: 'patch', object, patch };
}

/**
 * What is left to do to archive objects as they are in the cluster, in this order; empty once it is done.
 * What another object controls follows it, and is left alone.
 */
export function planArchive(live: readonly KubeObject[]): ArchiveAction[] {
  const free = live.filter(object => !isControlled(object));
  return ORDER.flatMap(rank =>
    free
      .filter(object => rankOf(object) === rank)
      .flatMap(object => actionFor(object) ?? []),
  );
}

/** Objects of operators that archiving knows no way to rest: what they run goes on, and costs. */
export function leftRunning(live: readonly KubeObject[]): KubeObject[] {
  return live.filter(
    object =>
      isCustomGroup(groupOf(object.apiVersion)) &&
      !canFreeCompute(kindKey(object)) &&
      !isControlled(object),
  );
}
