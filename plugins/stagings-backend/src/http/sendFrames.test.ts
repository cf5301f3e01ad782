import express from 'express';
import { AddressInfo } from 'node:net';
import { createServer, Server } from 'node:http';
import { PassThrough, Readable } from 'node:stream';
import { cutLog } from './cutLog';
import { sendFrames } from './sendFrames';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** Serves one log as frames; `sent` settles when the answer is complete. */
async function serve(log: Readable, signal = new AbortController().signal) {
  const app = express();
  let finish: (result: Promise<void>) => void = () => {};
  const sent = new Promise<void>(resolve => {
    finish = resolve;
  });
  const tell = async (error: unknown) =>
    new Error(`told: ${(error as Error).message}`);
  app.get('/', (_, res) => finish(sendFrames(log, res, { signal, tell })));
  const server = createServer(app).listen(0, '127.0.0.1');
  servers.push(server);
  await new Promise(resolve => {
    server.on('listening', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return { answer: fetch(`http://127.0.0.1:${port}/`), sent };
}

async function framesOf(response: Response): Promise<unknown[]> {
  const text = await response.text();
  return text
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line));
}

describe('sendFrames', () => {
  it('sends each line as a frame, whatever the chunks were', async () => {
    const { answer } = await serve(
      Readable.from(['one\ntw', 'o\r\n', '', 'end']),
    );
    const response = await answer;

    expect(response.headers.get('content-type')).toBe('application/x-ndjson');
    expect(response.headers.get('cache-control')).toContain('no-transform');
    await expect(framesOf(response)).resolves.toEqual([
      { type: 'line', line: 'one' },
      { type: 'line', line: 'two' },
      { type: 'line', line: 'end' },
    ]);
  });

  it('tells of an error after the first byte as a frame', async () => {
    const log = new PassThrough();
    const { answer } = await serve(log);
    log.write('one\n');
    const response = await answer;
    log.destroy(new Error('connection reset'));

    await expect(framesOf(response)).resolves.toContainEqual({
      type: 'error',
      message: 'told: connection reset',
    });
  });

  it('ends without an error frame when it is aborted, and closes the log', async () => {
    const log = new PassThrough();
    const abort = new AbortController();
    abort.signal.addEventListener('abort', () =>
      log.destroy(new Error('aborted')),
    );
    const { answer, sent } = await serve(log, abort.signal);
    const response = await answer;
    log.write('one\n');
    const frames = framesOf(response);
    await new Promise(resolve => {
      setImmediate(resolve);
    });
    abort.abort();

    await expect(frames).resolves.not.toContainEqual(
      expect.objectContaining({ type: 'error' }),
    );
    await expect(sent).resolves.toBeUndefined();
    expect(log.destroyed).toBe(true);
  });

  it('ends when it is aborted also where the log has still to find out', async () => {
    const abort = new AbortController();
    const { answer, sent } = await serve(
      Readable.from(cutLog(new PassThrough(), { maxMiB: 1 })),
      abort.signal,
    );
    const response = await answer;
    abort.abort();

    await expect(response.text()).resolves.toBe('');
    await expect(sent).resolves.toBeUndefined();
  });

  it('keeps the connection alive while nothing is logged', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate'] });
    try {
      const log = new PassThrough();
      const { answer } = await serve(log);
      const response = await answer;
      jest.advanceTimersByTime(40_000);
      log.end();

      await expect(framesOf(response)).resolves.toEqual([
        { type: 'ping' },
        { type: 'ping' },
      ]);
    } finally {
      jest.useRealTimers();
    }
  });
});
