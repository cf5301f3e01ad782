import { Launch, Launcher, ProgramEnd } from './Launcher';

/** What to run, and for how long. */
export interface ProgramCall extends Launch {
  /** Milliseconds after which the program and all that it started are killed. */
  timeout: number;
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
  ) {
    super(message);
  }
}

/** One is enough for all programs of the process. */
const launcher = new Launcher();

/**
 * Runs a program to its end.
 *
 * @throws ProgramError
 */
export async function runProgram({
  timeout,
  signal,
  ...launch
}: ProgramCall): Promise<ProgramResult> {
  if (signal?.aborted) throw new ProgramError('aborted', 'stopped');
  const program = launcher.start(launch);
  let stopped: ProgramError | undefined;
  const stop = (error: ProgramError) => {
    stopped ??= error;
    program.kill();
  };
  const timer = setTimeout(() => stop(tookTooLong(timeout)), timeout);
  const onAbort = () => stop(new ProgramError('aborted', 'stopped'));
  signal?.addEventListener('abort', onAbort, { once: true });
  const end = await program.ended;
  clearTimeout(timer);
  signal?.removeEventListener('abort', onAbort);
  if (stopped) throw stopped;
  return resultOf(end, launch);
}

function tookTooLong(timeout: number): ProgramError {
  const seconds = Math.round(timeout / 1000);
  return new ProgramError('timeout', `took longer than ${seconds} seconds`);
}

function resultOf(ended: ProgramEnd, { maxOutput }: Launch): ProgramResult {
  switch (ended.end) {
    case 'exited': {
      const { exitCode, stdout, stderr } = ended;
      return { exitCode, stdout, stderr };
    }
    case 'not-started':
      throw new ProgramError(
        'not-started',
        `cannot be started: ${ended.message}`,
      );
    case 'output':
      throw new ProgramError('output', `wrote more than ${maxOutput} bytes`);
    default:
      throw new ProgramError('killed', `was ended by ${ended.by}`);
  }
}
