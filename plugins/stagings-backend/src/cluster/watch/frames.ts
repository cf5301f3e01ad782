import { StringDecoder } from 'node:string_decoder';
import { isKubeObject } from '../answers';
import { KubeObject } from '../../model/kubeObject';

/** One line of a watch. */
export type WatchFrame =
  | { type: 'ADDED' | 'MODIFIED' | 'DELETED'; object: KubeObject }
  /** How far the watch has come; `initialEventsEnd` after the last object that was there at its start. */
  | { type: 'BOOKMARK'; resourceVersion: string; initialEventsEnd: boolean }
  /** A `Status`; the server ends the watch after it. */
  | { type: 'ERROR'; status: object };

const INITIAL_EVENTS_END = 'k8s.io/initial-events-end';

/** A watch whose lines cannot be read is broken: what comes after might be garbled as well. */
export class BrokenStreamError extends Error {
  readonly name = 'BrokenStreamError';
}

/** Cuts bytes into lines, whatever way the network has cut them into chunks. */
export async function* readLines(
  chunks: AsyncIterable<Buffer>,
): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  let pieces: string[] = [];
  for await (const chunk of chunks) {
    const parts = decoder.write(chunk).split('\n');
    const last = parts.pop() ?? '';
    for (const part of parts) {
      yield [...pieces, part].join('');
      pieces = [];
    }
    pieces.push(last);
  }
  const rest = pieces.join('') + decoder.end();
  if (rest !== '') {
    yield rest;
  }
}

/** @throws BrokenStreamError */
export function parseFrame(line: string): WatchFrame {
  const { type, object } = parseJson(line);
  switch (type) {
    case 'ADDED':
    case 'MODIFIED':
    case 'DELETED':
      if (isKubeObject(object)) {
        return { type, object };
      }
      break;
    case 'BOOKMARK':
      return bookmarkOf(object);
    case 'ERROR':
      if (typeof object === 'object' && object !== null) {
        return { type, status: object };
      }
      break;
    default:
  }
  throw new BrokenStreamError(`the watch sent a line that cannot be read`);
}

function bookmarkOf(object: unknown): WatchFrame {
  const { metadata } = (object ?? {}) as Partial<KubeObject>;
  return {
    type: 'BOOKMARK',
    resourceVersion: metadata?.resourceVersion ?? '',
    initialEventsEnd: metadata?.annotations?.[INITIAL_EVENTS_END] === 'true',
  };
}

function parseJson(line: string): { type?: unknown; object?: unknown } {
  try {
    const parsed: unknown = JSON.parse(line);
    return typeof parsed === 'object' && parsed !== null ? parsed : {};
  } catch (error) {
    throw new BrokenStreamError('the watch sent a line that is not JSON', {
      cause: error,
    });
  }
}
