import { spawn } from 'node:child_process';

/** What to run. No shell is involved; the environment is exactly `env`. */
export interface ProgramCall {
  path: string;
  args: string[];
  cwd?: string;
  env: Record<string, string>;
  /** Milliseconds after which the program and all that it started are killed. */
  timeout: number;
  /** Bytes of standard output after which the program is killed. */
  maxOutput: number;
  signal?: AbortSignal;
}

/** How a program ended by itself. */
export interface ProgramResult {
  exitCode: number;
  stdout: string;
  /** The first 64 KiB of it. */
  stderr: string;
}

/** A program that could not be started, or that was stopped. */
export class ProgramError extends Error {
  readonly name = 'ProgramError';

  constructor(
    readonly problem:
      | 'not-started'
      | 'timeout'
      | 'output'
      | 'memory'
      | 'aborted'
      | 'killed',
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}

const MAX_STDERR = 64 * 1024;

/** Output up to a limit. */
class Collector {
  private readonly chunks: Buffer[] = [];
  private size = 0;

  constructor(
    private readonly limit: number,
    private readonly onFull?: () => void,
  ) {}

  add(chunk: Buffer): void {
    const room = this.limit - this.size;
    if (chunk.length > room) this.onFull?.();
    if (room <= 0) return;
    this.chunks.push(chunk.subarray(0, room));
    this.size += Math.min(chunk.length, room);
  }

  text(): string {
    return Buffer.concat(this.chunks).toString('utf8');
  }
}

/**
 * Runs a program to its end.
 *
 * @throws ProgramError
 */
export async function runProgram(call: ProgramCall): Promise<ProgramResult> {
  if (call.signal?.aborted) throw new ProgramError('aborted', 'stopped');
  return new Promise((resolve, reject) => {
    const child = spawn(call.path, call.args, {
      cwd: call.cwd,
      env: call.env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stopped: ProgramError | undefined;
    const stop = (error: ProgramError) => {
      stopped ??= error;
      killGroup(child.pid);
    };
    const stdout = new Collector(call.maxOutput, () =>
      stop(
        new ProgramError('output', `wrote more than ${call.maxOutput} bytes`),
      ),
    );
    const stderr = new Collector(MAX_STDERR);
    child.stdout.on('data', chunk => stdout.add(chunk));
    child.stderr.on('data', chunk => stderr.add(chunk));

    const timer = setTimeout(
      () =>
        stop(
          new ProgramError(
            'timeout',
            `took longer than ${Math.round(call.timeout / 1000)} seconds`,
          ),
        ),
      call.timeout,
    );
    const onAbort = () => stop(new ProgramError('aborted', 'stopped'));
    call.signal?.addEventListener('abort', onAbort, { once: true });
    const release = () => {
      clearTimeout(timer);
      call.signal?.removeEventListener('abort', onAbort);
    };

    child.on('error', cause => {
      release();
      reject(
        new ProgramError('not-started', `cannot be started: ${cause.message}`, {
          cause,
        }),
      );
    });
    child.on('close', (exitCode, killedBy) => {
      release();
      if (stopped) reject(stopped);
      else if (exitCode === null) {
        reject(new ProgramError('killed', `was ended by ${killedBy}`));
      } else {
        resolve({ exitCode, stdout: stdout.text(), stderr: stderr.text() });
      }
    });
  });
}

/** The program leads a process group of its own, so that what it started ends with it. */
function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
