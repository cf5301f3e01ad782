import {
  Condition,
  Container,
  ContainerStatus,
  Pod,
  PodStatus,
  timestamp,
} from '../model/objects';
import { withCondition } from '../controllers/conditions';
import { unstarted } from './containerSteps';
import { storyOf } from './stories';

/** The practice cluster's only node. */
export const NODE = 'practice-node';

const restarting = (container: Container) =>
  container.restartPolicy === 'Always';

/** Whether an init container lets the next one start: ended well, or a sidecar that runs. */
export function letsOthersStart(
  container: Container,
  status: ContainerStatus | undefined,
): boolean {
  if (restarting(container)) return Boolean(status?.state.running);
  return status?.state.terminated?.exitCode === 0;
}

/** Whether all init containers are done. */
export function isInitialized({ spec, status }: Pod): boolean {
  return (spec.initContainers ?? []).every((container, i) =>
    letsOthersStart(container, status.initContainerStatuses?.[i]),
  );
}

/** The status of a pod that its node has just taken. */
export function acceptedStatus(
  pod: Pod,
  podIP: string,
  now: number,
): PodStatus {
  const { spec } = pod;
  const init = spec.initContainers ?? [];
  const reason = init.length ? 'PodInitializing' : 'ContainerCreating';
  const status: PodStatus = {
    hostIP: '127.0.0.1',
    podIP,
    podIPs: [{ ip: podIP }],
    startTime: timestamp(now),
    qosClass: 'BestEffort',
    ...(init.length && {
      initContainerStatuses: init.map(container =>
        unstarted(container, 'PodInitializing'),
      ),
    }),
    containerStatuses: spec.containers.map(container =>
      unstarted(container, reason),
    ),
  };
  return summarised({ ...pod, status } as Pod, now);
}

/** The status with phase and conditions that follow from its containers. */
export function summarised(pod: Pod, now: number): PodStatus {
  const { status } = pod;
  const phase = phaseOf(pod);
  const initialized = isInitialized(pod);
  const unready = (status.containerStatuses ?? [])
    .filter(({ ready }) => !ready)
    .map(({ name }) => name);
  const ready = phase === 'Running' && unready.length === 0;
  const why = unreadiness(phase, unready);
  const initText = `containers with incomplete status: [${(
    pod.spec.initContainers ?? []
  )
    .map(({ name }) => name)
    .join(' ')}]`;
  const say = (
    type: string,
    ok: boolean,
    extra?: Partial<Condition>,
  ): Condition => ({
    type,
    observedGeneration: pod.metadata.generation,
    status: ok ? 'True' : 'False',
    lastProbeTime: null,
    ...(!ok && extra),
  });
  const conditions = [
    say('PodScheduled', true),
    say('Initialized', initialized, {
      reason: 'ContainersNotInitialized',
      message: initText,
    }),
    say('ContainersReady', ready, why),
    say('Ready', ready, why),
  ].reduce(
    (list, condition) => withCondition(list, condition, now),
    status.conditions ?? [],
  );
  return { ...status, phase, conditions };
}

function unreadiness(
  phase: PodStatus['phase'],
  unready: readonly string[],
): Partial<Condition> {
  if (phase === 'Succeeded') return { reason: 'PodCompleted' };
  if (phase === 'Failed') return { reason: 'PodFailed' };
  const message = `containers with unready status: [${unready.join(' ')}]`;
  return { reason: 'ContainersNotReady', message };
}

/** As the kubelet decides it: a container that never started keeps the pod pending. */
function phaseOf(pod: Pod): PodStatus['phase'] {
  const { spec, status } = pod;
  const main = status.containerStatuses ?? [];
  const failed = (list: readonly ContainerStatus[]) =>
    list.some(({ state }) => (state.terminated?.exitCode ?? 0) !== 0);
  if (
    spec.restartPolicy === 'Never' &&
    failed(status.initContainerStatuses ?? [])
  )
    return 'Failed';
  if (!isInitialized(pod)) return 'Pending';
  if (
    main.some(({ state, lastState }) => state.waiting && !lastState.terminated)
  )
    return 'Pending';
  const restarts =
    spec.restartPolicy === 'Always' || spec.containers.some(isRestarted(spec));
  if (restarts || main.some(({ state }) => !state.terminated)) return 'Running';
  return failed(main) ? 'Failed' : 'Succeeded';
}

function isRestarted({ restartPolicy }: Pod['spec']) {
  return ({ image }: Container) =>
    restartPolicy === 'OnFailure' && ['crash', 'oom'].includes(storyOf(image));
}
