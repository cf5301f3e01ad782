import { HookEvent } from '../../model/hook';
import { KubeObject } from '../../model/kubeObject';
import { HOOK_LABEL, OPERATION_LABEL } from '../../model/labels';
import { kindKey } from '../../model/podTemplate';
import { updateAt, without } from '../../model/update';

/** One run of a hook: it happens at most once. */
export interface HookOccasion {
  /** Id of the operation. */
  operation: string;
  event: HookEvent;
}

/** Whether an object in the cluster was made for this very run. */
export function isRunOf(
  live: KubeObject,
  { operation, event }: HookOccasion,
): boolean {
  const labels = live.metadata.labels ?? {};
  return labels[OPERATION_LABEL] === operation && labels[HOOK_LABEL] === event;
}

/**
 * The object as it is made for a run. A Job loses `ttlSecondsAfterFinished`: one that vanishes by itself
 * could not tell that it ran.
 */
export function forRun(
  object: KubeObject,
  { operation, event }: HookOccasion,
): KubeObject {
  const labelled = updateAt(object, ['metadata', 'labels'], () => ({
    ...object.metadata.labels,
    [OPERATION_LABEL]: operation,
    [HOOK_LABEL]: event,
  }));
  const { spec } = labelled;
  return kindKey(object) === 'batch/Job' && spec
    ? { ...labelled, spec: without(spec, 'ttlSecondsAfterFinished') }
    : labelled;
}

/** Whether hooks of a kind run to an end; all others are only applied. */
export function runsToEnd(object: KubeObject): boolean {
  return ['batch/Job', '/Pod'].includes(kindKey(object));
}
