import { useApi } from '@backstage/core-plugin-api';
import { StagingsClient } from 'backstage-plugin-stagings-common';
import { useCallback, useEffect, useState } from 'react';
import { stagingsApiRef } from '../api/stagingsApiRef';
import { toRefusal } from '../api/refusal';

/** Lines to ask for, and lines to keep: the viewer stays fast, and a log that never ends does not fill memory. */
const LINES = { tail: 1_000, kept: 20_000 };

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
  text: string;
  state: 'reading' | 'following' | 'ended';
  error?: string;
  /** Reads from the start again. */
  reload(): void;
}

type Progress = Omit<PodLog, 'reload'>;

const START: Progress = { text: '', state: 'reading' };

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
    show({ text: '', state: 'ended', error: toRefusal(error).message });
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
  show({ text, state: 'ended' });
}

async function followLog(
  api: StagingsClient,
  { stagingId, pod, container }: PodLogSource,
  show: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<void> {
  const lines: string[] = [];
  let error: string | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const present = (state: Progress['state']) => {
    clearTimeout(timer);
    timer = undefined;
    show({ text: lines.join('\n'), state, error });
  };
  const query = { container, tail: LINES.tail };
  try {
    const frames = api.followPodLog(stagingId, pod, query, { signal });
    for await (const frame of frames) {
      if (frame.type === 'line') lines.push(frame.line);
      if (frame.type === 'error') error = frame.message;
      lines.splice(0, lines.length - LINES.kept);
      timer ??= setTimeout(() => present('following'), SHOW_EVERY_MS);
    }
  } catch (failure) {
    error = toRefusal(failure).message;
  }
  present('ended');
}
