import { ContainerState } from 'backstage-plugin-stagings-common';
import { KubeObject } from '../model/kubeObject';
import { containersOf, podSpecOf } from '../model/podTemplate';
import {
  Fields,
  fieldsAt,
  listAt,
  numberAt,
  textAt,
  timeAt,
} from '../model/read';

/** How a run of a container ended. Times are milliseconds since the epoch. */
export interface Termination {
  exitCode?: number;
  reason?: string;
  message?: string;
  startedAt?: number;
  finishedAt?: number;
}

/** One container of a pod, from its specification and its status together. */
export interface PodContainerStatus extends ContainerState {
  /** An init container that keeps running beside the others. */
  sidecar: boolean;
  message?: string;
  startedAt?: number;
  lastTermination?: Termination;
}

function terminationAt(
  status: Fields | undefined,
  ...path: string[]
): Termination | undefined {
  const terminated = fieldsAt(status, ...path);
  return (
    terminated && {
      exitCode: numberAt(terminated, 'exitCode'),
      reason: textAt(terminated, 'reason'),
      message: textAt(terminated, 'message'),
      startedAt: timeAt(terminated, 'startedAt'),
      finishedAt: timeAt(terminated, 'finishedAt'),
    }
  );
}

function stateOf(status: Fields | undefined): ContainerState['state'] {
  if (fieldsAt(status, 'state', 'waiting')) return 'waiting';
  if (fieldsAt(status, 'state', 'running')) return 'running';
  return fieldsAt(status, 'state', 'terminated') ? 'terminated' : 'unknown';
}

function describeContainer(
  container: Fields,
  init: boolean,
  status: Fields | undefined,
): PodContainerStatus {
  const state = stateOf(status);
  const exitCode = numberAt(status, 'state', 'terminated', 'exitCode');
  return {
    name: textAt(container, 'name') ?? '',
    image: textAt(container, 'image') ?? '',
    init,
    sidecar: init && textAt(container, 'restartPolicy') === 'Always',
    ready: status?.ready === true,
    restarts: numberAt(status, 'restartCount') ?? 0,
    state,
    reason: textAt(status, 'state', state, 'reason'),
    message: textAt(status, 'state', state, 'message'),
    exitCode,
    startedAt: timeAt(status, 'state', 'running', 'startedAt'),
    lastTermination:
      terminationAt(status, 'state', 'terminated') ??
      terminationAt(status, 'lastState', 'terminated'),
  };
}

/** The containers of a pod, init containers first. */
export function containersOfPod(pod: KubeObject): PodContainerStatus[] {
  const spec = podSpecOf(pod);
  if (!spec) return [];
  const statuses = new Map(
    [
      ...listAt(pod, 'status', 'initContainerStatuses'),
      ...listAt(pod, 'status', 'containerStatuses'),
    ].map(status => [textAt(status, 'name'), status]),
  );
  return containersOf(spec).map(({ container, init }) =>
    describeContainer(container, init, statuses.get(textAt(container, 'name'))),
  );
}
