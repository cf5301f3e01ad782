import {
  Container,
  ContainerState,
  ContainerStatus,
  Pod,
  timestamp,
} from '../model/objects';
import { Story, storyOf } from './stories';

/** What a kubelet tells about a container by an Event. */
export type ContainerEvent = {
  type: 'Normal' | 'Warning';
  reason: string;
  message: string;
};

/** What happens next to a container. */
export type ContainerStep = {
  /** After how long, in milliseconds. */
  afterMs: number;
  next: ContainerStatus;
  events: readonly ContainerEvent[];
};

/** How a pod's rules bear on a container. */
export type ContainerRole = {
  container: Container;
  restartPolicy: Pod['spec']['restartPolicy'];
  /** An init container that has to end before the others start. */
  init: boolean;
  /** How the pod is called in messages: `name_namespace`. */
  podName: string;
};

const START_MS = 200;
const COMPLETE_MS = 800;
const INIT_MS = 150;
const SLOW_MS = 15_000;
const PULL_RETRY_MS = 1500;
const CRASH_MS = 700;

/** The status of a container that has not started. */
export function unstarted(
  container: Container,
  reason: string,
): ContainerStatus {
  return {
    name: container.name,
    state: { waiting: { reason } },
    lastState: {},
    ready: false,
    restartCount: 0,
    image: container.image,
    imageID: '',
    started: false,
  };
}

const pulled = (
  status: ContainerStatus,
  { container }: ContainerRole,
): ContainerStatus => ({
  ...status,
  image: container.image,
  imageID: `${container.image}@sha256:${'0'.repeat(64)}`,
  containerID: `containerd://${container.name}`,
});

const waiting = (
  status: ContainerStatus,
  reason: string,
  message?: string,
): ContainerStatus => ({
  ...status,
  ready: false,
  started: false,
  state: { waiting: { reason, ...(message && { message }) } },
});

const started = (name: string): ContainerEvent[] => [
  { type: 'Normal', reason: 'Created', message: `Container created` },
  { type: 'Normal', reason: 'Started', message: `Container ${name} started` },
];

function terminated(
  exitCode: number,
  reason: string,
  startedAt: string,
  now: number,
): ContainerState {
  return {
    terminated: {
      exitCode,
      reason,
      startedAt,
      finishedAt: timestamp(now),
      containerID: 'containerd://practice',
    },
  };
}

/** The next step of a container, or undefined when it stays as it is. */
export function nextStep(
  role: ContainerRole,
  status: ContainerStatus,
  now: number,
): ContainerStep | undefined {
  const story = storyOf(role.container.image);
  if (status.state.waiting)
    return fromWaiting(role, story, status, status.state.waiting.reason, now);
  if (status.state.running)
    return fromRunning(
      role,
      story,
      status,
      status.state.running.startedAt,
      now,
    );
  if (status.state.terminated) return fromTerminated(role, story, status);
  return undefined;
}

/** A container whose image changed: it starts anew with the other one. */
function renewed(
  { container }: ContainerRole,
  status: ContainerStatus,
  events: readonly ContainerEvent[] = [],
): ContainerStep {
  const next = waiting(
    { ...status, image: container.image },
    'ContainerCreating',
  );
  return { afterMs: 0, next, events };
}

/** The same while it runs: it is stopped first, which counts as a restart. */
function replaced(
  role: ContainerRole,
  status: ContainerStatus,
  startedAt: string,
  now: number,
): ContainerStep {
  const message = `Container ${role.container.name} definition changed, will be restarted`;
  const stopped = {
    ...status,
    restartCount: status.restartCount + 1,
    lastState: terminated(0, 'Completed', startedAt, now),
  };
  return renewed(role, stopped, [
    { type: 'Normal', reason: 'Killing', message },
  ]);
}

const pullCause = (image: string) =>
  `failed to pull and unpack image "${image}": failed to resolve reference "${image}": ${image}: not found`;

function fromWaiting(
  role: ContainerRole,
  story: Story,
  status: ContainerStatus,
  reason: string,
  now: number,
): ContainerStep | undefined {
  const { image } = role.container;
  if (status.image !== image) {
    const restarts = reason === 'CrashLoopBackOff' ? 1 : 0;
    const restartCount = status.restartCount + restarts;
    return renewed(role, { ...status, restartCount });
  }
  if (reason === 'ErrImagePull') {
    const message = `Back-off pulling image "${image}": ErrImagePull: ${pullCause(
      image,
    )}`;
    const events: ContainerEvent[] = [
      {
        type: 'Normal',
        reason: 'BackOff',
        message: `Back-off pulling image "${image}"`,
      },
    ];
    return {
      afterMs: PULL_RETRY_MS,
      next: waiting(status, 'ImagePullBackOff', message),
      events,
    };
  }
  if (reason === 'CrashLoopBackOff') {
    const restartCount = status.restartCount + 1;
    const afterMs = Math.min(20_000, 2000 * 2 ** status.restartCount);
    return { ...begin(role, story, { ...status, restartCount }, now), afterMs };
  }
  if (reason === 'ContainerCreating' || reason === 'PodInitializing') {
    return begin(role, story, status, now);
  }
  return undefined;
}

/** The first thing that happens when a container is to start. */
function begin(
  role: ContainerRole,
  story: Story,
  status: ContainerStatus,
  now: number,
): ContainerStep {
  const { image, name } = role.container;
  if (story === 'missing') {
    const message = `rpc error: code = NotFound desc = ${pullCause(image)}`;
    const text = `Failed to pull image "${image}": ${pullCause(image)}`;
    const events: ContainerEvent[] = [
      { type: 'Warning', reason: 'Failed', message: text },
    ];
    return {
      afterMs: START_MS,
      next: waiting(status, 'ErrImagePull', message),
      events,
    };
  }
  if (story === 'config-error') {
    const message = 'secret "missing-secret" not found';
    const events: ContainerEvent[] = [
      { type: 'Warning', reason: 'Failed', message: `Error: ${message}` },
    ];
    return {
      afterMs: START_MS,
      next: waiting(status, 'CreateContainerConfigError', message),
      events,
    };
  }
  const startedAt = timestamp(now);
  if (crashes(role, story)) {
    const [code, reason] =
      story === 'oom' ? ([137, 'OOMKilled'] as const) : ([1, 'Error'] as const);
    const state = terminated(code, reason, startedAt, now);
    const next = {
      ...pulled(status, role),
      ready: false,
      started: false,
      state,
    };
    return { afterMs: START_MS, next, events: started(name) };
  }
  const ready = !role.init && story !== 'slow' && story !== 'never-ready';
  const unhealthy: ContainerEvent = {
    type: 'Warning',
    reason: 'Unhealthy',
    message: 'Readiness probe failed: HTTP probe failed with statuscode: 503',
  };
  return {
    afterMs: START_MS,
    next: {
      ...pulled(status, role),
      ready,
      started: true,
      state: { running: { startedAt } },
    },
    events: [
      ...started(name),
      ...(story === 'never-ready' && !role.init ? [unhealthy] : []),
    ],
  };
}

/** `fail` ends a Job's pod; where containers are restarted for ever it is a crash. */
function crashes(
  { restartPolicy, init }: ContainerRole,
  story: Story,
): boolean {
  if (story === 'crash' || story === 'oom') return true;
  return story === 'fail' && (init || restartPolicy === 'Always');
}

function fromRunning(
  role: ContainerRole,
  story: Story,
  status: ContainerStatus,
  startedAt: string,
  now: number,
): ContainerStep | undefined {
  if (status.image !== role.container.image)
    return replaced(role, status, startedAt, now);
  const done = (code: number, afterMs: number): ContainerStep => ({
    afterMs,
    next: {
      ...status,
      ready: role.init && code === 0,
      started: false,
      state: terminated(
        code,
        code === 0 ? 'Completed' : 'Error',
        startedAt,
        now,
      ),
    },
    events: [],
  });
  if (role.init)
    return done(0, story === 'slow' ? remaining(startedAt, now) : INIT_MS);
  if (role.restartPolicy !== 'Always')
    return done(story === 'fail' ? 1 : 0, COMPLETE_MS);
  if (story === 'slow' && !status.ready) {
    return {
      afterMs: remaining(startedAt, now),
      next: { ...status, ready: true },
      events: [],
    };
  }
  return undefined;
}

function remaining(startedAt: string, now: number) {
  return Math.max(0, Date.parse(startedAt) + SLOW_MS - now);
}

function fromTerminated(
  role: ContainerRole,
  story: Story,
  status: ContainerStatus,
): ContainerStep | undefined {
  const { container, restartPolicy, podName } = role;
  if (!crashes(role, story) || restartPolicy === 'Never') return undefined;
  const seconds = Math.min(300, 10 * 2 ** status.restartCount);
  const message = `back-off ${seconds}s restarting failed container=${container.name} pod=${podName}`;
  const next = waiting(
    { ...status, lastState: status.state },
    'CrashLoopBackOff',
    message,
  );
  const [pod = ''] = podName.split('_');
  return {
    afterMs: CRASH_MS,
    next,
    events: [
      {
        type: 'Warning',
        reason: 'BackOff',
        message: `Back-off restarting failed container ${container.name} in pod ${pod}`,
      },
    ],
  };
}
