import { Readable } from 'node:stream';
import { ClusterTransport } from '../transport/ClusterTransport';
import { resourcePath } from '../transport/requestPath';
import { ResourcePath, WatchOptions } from '../types';
import { parseFrame, readLines, WatchFrame } from './frames';
import { SilenceGuard } from './SilenceGuard';

/** Where a watch begins: after a resourceVersion, or with all that there is. */
export type WatchStart = { after: string } | { initialEvents: true };

/** A watch that the server has begun to answer. */
export interface OpenWatch {
  frames: AsyncGenerator<WatchFrame>;
  /** Sets for how many milliseconds silence is taken for life; beyond, the watch is cut. */
  allowSilence(milliseconds: number): void;
  /** Milliseconds after which a watch that is well must have ended by itself. */
  longestSilence: number;
}

const SHORTEST = 300;
const LONGEST = 600;
const GRACE = 30_000;

export async function openWatch(
  transport: ClusterTransport,
  resource: ResourcePath,
  start: WatchStart,
  options: Pick<WatchOptions, 'namespace' | 'labelSelector' | 'signal'>,
): Promise<OpenWatch> {
  const seconds = SHORTEST + Math.floor(Math.random() * (LONGEST - SHORTEST));
  const stream = await transport.stream({
    verb: 'watch',
    method: 'GET',
    path: resourcePath(resource, options.namespace),
    query: {
      watch: 1,
      allowWatchBookmarks: true,
      timeoutSeconds: seconds,
      labelSelector: options.labelSelector,
      ...startQuery(start),
    },
    signal: options.signal,
  });
  const guard = new SilenceGuard(stream, transport.cluster);
  const longestSilence = seconds * 1000 + GRACE;
  guard.allow(longestSilence);
  return {
    frames: readFrames(stream, guard),
    allowSilence: milliseconds => guard.allow(milliseconds),
    longestSilence,
  };
}

function startQuery(start: WatchStart) {
  return 'after' in start
    ? { resourceVersion: start.after }
    : { sendInitialEvents: true, resourceVersionMatch: 'NotOlderThan' };
}

async function* readFrames(
  stream: Readable,
  guard: SilenceGuard,
): AsyncGenerator<WatchFrame> {
  try {
    for await (const line of readLines(guard.watching(stream))) {
      yield parseFrame(line);
    }
  } finally {
    guard.stop();
    stream.destroy();
  }
}
