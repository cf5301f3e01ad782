import { Pod } from '../model/objects';
import { badRequest, invalid, StatusError } from '../model/StatusError';
import { Objects } from '../objects/Objects';
import { LogLine, logLines, LogSource, nextLine } from '../pods/logLines';
import { Exchange, flag } from './exchange';
import { Target } from './target';

/** Answers `pods/{name}/log`. */
export function answerLogs(
  { response, url }: Exchange,
  target: Target & { name: string },
  objects: Objects,
): void {
  const pod = objects.get<Pod>(target);
  const tail = figure(url, 'tailLines', pod);
  const limit = figure(url, 'limitBytes', pod);
  const since = figure(url, 'sinceSeconds', pod);
  const source = sourceOf(
    pod,
    url.searchParams.get('container'),
    flag(url, 'previous'),
  );
  const now = Date.now();
  const lines = logLines(source, now).filter(
    ({ at }) => since === undefined || at >= now - since * 1000,
  );
  const shown =
    tail === undefined ? lines : lines.slice(Math.max(0, lines.length - tail));
  const stamped = flag(url, 'timestamps');
  const write = (line: LogLine) => {
    const stamp = stamped ? `${new Date(line.at).toISOString()} ` : '';
    return `${stamp}${line.text}\n`;
  };
  response.writeHead(200, { 'Content-Type': 'text/plain' });
  response.flushHeaders();
  const text = Buffer.from(shown.map(write).join(''));
  response.write(limit === undefined ? text : text.subarray(0, limit));
  const goesOn = source.status.state.running && !source.previous;
  if (!flag(url, 'follow') || !goesOn) {
    response.end();
    return;
  }
  follow(source, lines.length, objects, {
    write: line => response.write(write(line)),
    end: () => response.end(),
    onClose: action => response.on('close', action),
  });
}

type Sink = {
  write(line: LogLine): void;
  end(): void;
  onClose(action: () => void): void;
};

/** Writes line after line until the container stops or the client leaves. */
function follow(
  source: LogSource,
  written: number,
  objects: Objects,
  sink: Sink,
) {
  const { uid } = source.pod.metadata;
  let count = written;
  let timer: NodeJS.Timeout | undefined;
  const schedule = () => {
    const { afterMs, text } = nextLine(source, count);
    timer = setTimeout(() => {
      count += 1;
      sink.write({ at: Date.now(), text });
      schedule();
    }, afterMs);
  };
  const unsubscribe = objects.store.subscribe(({ object, type }) => {
    if (object.metadata.uid !== uid) return;
    const state = statusOf(object as Pod, source.container.name)?.state;
    if (type !== 'DELETED' && state?.running) return;
    stop();
    sink.end();
  });
  function stop() {
    clearTimeout(timer);
    unsubscribe();
  }
  sink.onClose(stop);
  schedule();
}

function figure(url: URL, name: string, { metadata }: Pod): number | undefined {
  const text = url.searchParams.get(name);
  if (text === null) return undefined;
  const value = Number(text);
  const least = name === 'tailLines' ? 0 : 1;
  if (Number.isInteger(value) && value >= least) return value;
  const why =
    least === 0
      ? 'must be greater than or equal to 0'
      : 'must be greater than 0';
  throw invalid({ group: '', kind: 'PodLogOptions', name: metadata.name }, [
    {
      reason: 'FieldValueInvalid',
      message: `Invalid value: ${text}: ${why}`,
      field: name,
    },
  ]);
}

function statusOf({ status }: Pod, name: string) {
  return [
    ...(status.containerStatuses ?? []),
    ...(status.initContainerStatuses ?? []),
  ].find(container => container.name === name);
}

function sourceOf(
  pod: Pod,
  wanted: string | null,
  previous: boolean,
): LogSource {
  const { name } = pod.metadata;
  const container = containerOf(pod, wanted);
  const status = statusOf(pod, container.name);
  if (!status) throw badRequest(`pod ${name} does not have a host assigned`);
  if (previous && !status.lastState.terminated) {
    throw badRequest(
      `previous terminated container "${container.name}" in pod "${name}" not found`,
    );
  }
  const { waiting } = status.state;
  if (!previous && waiting && !status.lastState.terminated) {
    throw badRequest(
      `container "${
        container.name
      }" in pod "${name}" is waiting to start: ${waitingText(waiting.reason)}`,
    );
  }
  return { pod, container, status, previous };
}

function waitingText(reason: string): string {
  if (reason === 'ImagePullBackOff') return 'trying and failing to pull image';
  return reason === 'ErrImagePull' ? "image can't be pulled" : reason;
}

/** The container that is meant: the named one, or the only one there is. */
function containerOf({ metadata, spec }: Pod, wanted: string | null) {
  const init = spec.initContainers ?? [];
  const [only, ...others] = spec.containers;
  if (wanted === null) {
    if (only && others.length === 0 && init.length === 0) return only;
    const names = spec.containers.map(({ name }) => name).join(' ');
    const inits = init.length
      ? ` or one of the init containers: [${init
          .map(({ name }) => name)
          .join(' ')}]`
      : '';
    if (others.length || !only) {
      throw badRequest(
        `a container name must be specified for pod ${metadata.name}, choose one of: [${names}]${inits}`,
      );
    }
    return only;
  }
  const found = [...spec.containers, ...init].find(
    ({ name }) => name === wanted,
  );
  if (!found) {
    throw new StatusError(
      400,
      'BadRequest',
      `container ${wanted} is not valid for pod ${metadata.name}`,
    );
  }
  return found;
}
