import { Container, ContainerStatus, Pod } from '../model/objects';
import { storyOf } from './stories';

/** One line of a container's log. */
export type LogLine = { at: number; text: string };

/** Which log of a container is meant. */
export type LogSource = {
  pod: Pod;
  container: Container;
  status: ContainerStatus;
  previous: boolean;
};

/** How often a running container writes a line, in milliseconds. */
const EVERY_MS = 10_000;

/** How often one does whose text is set by env, in milliseconds. */
const SET_EVERY_MS = 500;

/** Older lines are rotated away. */
const KEPT_LINES = 1000;

const valueOf = (container: Container, name: string) =>
  container.env?.find(variable => variable.name === name)?.value;

/** When the container of this log began and, if it has, ended. */
function lifetime({ status, previous, pod }: LogSource): {
  from: number;
  to?: number;
} {
  const state =
    previous || status.state.waiting ? status.lastState : status.state;
  const { running, terminated } = state;
  const from = Date.parse(
    running?.startedAt ??
      terminated?.startedAt ??
      pod.metadata.creationTimestamp,
  );
  return terminated
    ? { from, to: Date.parse(terminated.finishedAt) }
    : { from };
}

/**
 * The lines that a container has written until now, oldest first: from env
 * `LOG_LINE` and `LOG_COUNT`, else what a small web service would say.
 */
export function logLines(source: LogSource, now: number): LogLine[] {
  const { from, to } = lifetime(source);
  const text = valueOf(source.container, 'LOG_LINE');
  if (text !== undefined) return setLines(source, text, from);
  const start = openingLines(source).map((line, i) => ({
    at: from + i * 20,
    text: line,
  }));
  const first = Math.max(
    1,
    Math.floor(((to ?? now) - from) / EVERY_MS) - KEPT_LINES,
  );
  const later: LogLine[] = [];
  for (let i = first; from + i * EVERY_MS <= (to ?? now); i++) {
    later.push({ at: from + i * EVERY_MS, text: requestLine(i) });
  }
  return [...start, ...later];
}

/** The lines that a running container writes after a moment, with the delay of the next. */
export function nextLine(
  source: LogSource,
  count: number,
): { afterMs: number; text: string } {
  const text = valueOf(source.container, 'LOG_LINE');
  return text === undefined
    ? { afterMs: EVERY_MS, text: requestLine(count) }
    : { afterMs: SET_EVERY_MS, text: setLine(source, text, count + 1) };
}

function setLines(source: LogSource, text: string, from: number): LogLine[] {
  const count = Number(valueOf(source.container, 'LOG_COUNT') ?? 5);
  return Array.from({ length: count }, (_, i) => ({
    at: from + i,
    text: setLine(source, text, i + 1),
  }));
}

function setLine({ previous, container }: LogSource, text: string, i: number) {
  return `${previous ? 'before the restart: ' : ''}${
    container.name
  } ${text} ${i}`;
}

function openingLines({ container }: LogSource): string[] {
  const [image = '', tag = 'latest'] = (
    container.image.split('/').pop() ?? ''
  ).split(':');
  const port = container.ports?.[0]?.containerPort ?? 8080;
  const hello = `${container.name} ${tag} (${image}) starting`;
  switch (storyOf(container.image)) {
    case 'crash':
    case 'fail':
      return [
        hello,
        'connecting to the database',
        'fatal: connection refused',
        'exiting with code 1',
      ];
    case 'oom':
      return [hello, 'loading the index into memory'];
    case 'slow':
      return [hello, 'warming up caches', `listening on :${port}`];
    case 'never-ready':
      return [
        hello,
        `listening on :${port}`,
        'GET /ready 503 waiting for a dependency',
      ];
    default:
      return [hello, 'configuration loaded', `listening on :${port}`];
  }
}

function requestLine(i: number) {
  return `GET /healthz 200 ${1 + (i % 4)}ms`;
}
