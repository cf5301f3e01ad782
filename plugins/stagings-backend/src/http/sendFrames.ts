import { LogFrame } from 'backstage-plugin-stagings-common';
import { Response } from 'express';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';

/** Shorter than the idle limits of usual proxies. */
const PING_EVERY_MS = 20_000;

/**
 * Sends a log as NDJSON frames, a line each, until it ends or the signal aborts. What goes wrong after the
 * first byte travels as a frame: a status can no longer tell it.
 *
 * @param tell - answers what may be told of an error
 */
export async function sendFrames(
  log: Readable,
  res: Response<string>,
  {
    signal,
    tell,
  }: { signal: AbortSignal; tell(error: unknown): Promise<Error> },
): Promise<void> {
  res.setHeader('Content-Type', 'application/x-ndjson');
  // Compression would hold lines back until its buffer is full.
  res.setHeader('Cache-Control', 'no-store, no-transform');
  res.flushHeaders();
  const send = (frame: LogFrame) => res.write(`${JSON.stringify(frame)}\n`);
  log.on('error', () => {
    // The loop is told as well; what comes once it has ended concerns nobody, but must not end the process.
  });
  const pinging = setInterval(() => send({ type: 'ping' }), PING_EVERY_MS);
  try {
    for await (const line of createInterface({
      input: log,
      crlfDelay: Infinity,
      signal,
    })) {
      if (!send({ type: 'line', line })) await once(res, 'drain', { signal });
    }
  } catch (error) {
    if (!signal.aborted) {
      const { message } = await tell(error);
      send({ type: 'error', message });
    }
  } finally {
    clearInterval(pinging);
    log.destroy();
    res.end();
  }
}
