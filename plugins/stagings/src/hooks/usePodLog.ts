import { useApi } from '@backstage/core-plugin-api';
import { StagingsClient } from 'backstage-plugin-stagings-common';
import { useCallback, useEffect, useState } from 'react';
import { stagingsApiRef } from '../api/stagingsApiRef';
import { toRefusal } from '../api/refusal';

/** Lines to ask for, and lines to keep: a log that never ends does not fill memory. */
const LINES = { tail: 5_000, kept: 20_000 };

const ESCAPE = String.fromCharCode(27);

/** Colours and the like that programs write for terminals. */
const TERMINAL_CODES = new RegExp(`${ESCAPE}\\[[0-9;?]*[ -/]*[@-~]`, 'g');

/** Lines that come together are shown together. */
const SHOW_EVERY_MS = 150;

/** Which log. */
export interface PodLogSource {
  stagingId: string;
  pod: string;
  container: string;
  /** The container's run before its last restart; it has ended, so it is not followed. */
  previous: boolean;
  follow: boolean;
}

/** A log as far as it was read. */
export interface PodLog {
  lines: string[];
  /** How many lines before them are not kept any more. */
  dropped: number;
  state: 'reading' | 'following' | 'ended';
  error?: string;
  /** Reads from the start again. */
  reload(): void;
}

type Progress = Omit<PodLog, 'reload'>;

const START: Progress = { lines: [], dropped: 0, state: 'reading' };

/** Reads the log of a container, and follows it until it ends or the component goes. */
export function usePodLog(source: PodLogSource | undefined): PodLog {
  const api = useApi(stagingsApiRef);
  const [progress, setProgress] = useState(START);
  const [round, setRound] = useState(0);
  const { stagingId, pod, container, previous, follow } = source ?? {};

  useEffect(() => {
    setProgress(START);
    if (!stagingId || !pod || !container) return undefined;
    const abort = new AbortController();
    const show = (next: Progress) => abort.signal.aborted || setProgress(next);
    readLog(
      api,
      { stagingId, pod, container, previous: !!previous, follow: !!follow },
      show,
      abort.signal,
    );
    return () => abort.abort();
  }, [api, stagingId, pod, container, previous, follow, round]);

  const reload = useCallback(() => setRound(count => count + 1), []);
  return { ...progress, reload };
}

async function readLog(
  api: StagingsClient,
  source: PodLogSource,
  show: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<void> {
  const read = source.follow && !source.previous ? followLog : fetchLog;
  try {
    await read(api, source, show, signal);
  } catch (error) {
    const { message } = toRefusal(error);
    show({ ...START, state: 'ended', error: message });
  }
}

async function fetchLog(
  api: StagingsClient,
  { stagingId, pod, container, previous }: PodLogSource,
  show: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<void> {
  const query = { container, previous, tail: LINES.tail };
  const text = await api.getPodLog(stagingId, pod, query, { signal });
  show({ lines: linesOf(text), dropped: 0, state: 'ended' });
}

function linesOf(text: string): string[] {
  const lines = text.replace(TERMINAL_CODES, '').split('\n');
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

async function followLog(
  api: StagingsClient,
  { stagingId, pod, container }: PodLogSource,
  show: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<void> {
  const lines: string[] = [];
  let dropped = 0;
  let error: string | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const present = (state: Progress['state']) => {
    clearTimeout(timer);
    timer = undefined;
    show({ lines: [...lines], dropped, state, error });
  };
  const query = { container, tail: LINES.tail };
  try {
    const frames = api.followPodLog(stagingId, pod, query, { signal });
    for await (const frame of frames) {
      if (frame.type === 'line') {
        lines.push(frame.line.replace(TERMINAL_CODES, ''));
      }
      if (frame.type === 'error') error = frame.message;
      const surplus = Math.max(0, lines.length - LINES.kept);
      lines.splice(0, surplus);
      dropped += surplus;
      timer ??= setTimeout(() => present('following'), SHOW_EVERY_MS);
    }
  } catch (failure) {
    error = toRefusal(failure).message;
  }
  present('ended');
}
