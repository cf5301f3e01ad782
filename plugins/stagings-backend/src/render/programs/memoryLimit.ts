import { findExecutable } from './findExecutable';
import { RunProgram } from './limitedRunner';
import { ProgramError, ProgramResult, runProgram } from './runProgram';

/** How much memory a program may have, and what sees to it. */
export interface MemoryLimit {
  mebibytes: number;
  /** Path of `prlimit`, which needs no rights; absent where nothing can see to it. */
  prlimit?: string;
}

/** Many times what usual charts need. */
const USUAL_MEBIBYTES = 1024;

/** Finds out whether the memory of programs can be limited on this machine. */
export async function findMemoryLimit(
  mebibytes: number = USUAL_MEBIBYTES,
  searchPath: string = process.env.PATH ?? '',
): Promise<MemoryLimit> {
  const prlimit = await findExecutable('prlimit', searchPath);
  return prlimit !== undefined && (await isAllowed(prlimit, mebibytes))
    ? { mebibytes, prlimit }
    : { mebibytes };
}

/** Containers can be run without the right to call it. */
async function isAllowed(prlimit: string, mebibytes: number): Promise<boolean> {
  try {
    const { exitCode } = await runProgram({
      path: prlimit,
      args: limited(mebibytes, prlimit, ['--version']),
      env: {},
      timeout: 10_000,
      maxOutput: 64 * 1024,
    });
    return exitCode === 0;
  } catch (error) {
    if (error instanceof ProgramError) return false;
    throw error;
  }
}

/** Why the memory of programs is not limited on this backend, in one sentence; undefined where it is. */
export function memoryProblem({ prlimit }: MemoryLimit): string | undefined {
  return prlimit === undefined
    ? 'the memory of helm and kubectl is not limited, so that a chart which needs too much can end the backend: install prlimit, of util-linux, on its PATH'
    : undefined;
}

/**
 * Runs programs written in Go, which are told to be careful with memory before they reach the limit, and to
 * tidy up less until then: a usual render is over before that would pay.
 *
 * @throws ProgramError (`memory`) where one would have needed more
 */
export function withMemoryLimit(
  run: RunProgram,
  { mebibytes, prlimit }: MemoryLimit,
): RunProgram {
  return async call => {
    const env = {
      ...call.env,
      GOGC: '400',
      GOMEMLIMIT: `${Math.floor(mebibytes / 2)}MiB`,
    };
    if (prlimit === undefined) return run({ ...call, env });
    const result = await run({
      ...call,
      env,
      path: prlimit,
      args: limited(mebibytes, call.path, call.args),
    });
    if (!ranOutOfMemory(result)) return result;
    throw new ProgramError(
      'memory',
      `needed more than ${mebibytes} MiB of memory`,
    );
  };
}

/** What is written to counts; what Go merely reserves does not. */
function limited(mebibytes: number, path: string, args: string[]): string[] {
  return [`--data=${mebibytes * 1024 * 1024}`, '--core=0', '--', path, ...args];
}

/** How a program in Go ends that gets no memory. */
function ranOutOfMemory({ exitCode, stderr }: ProgramResult): boolean {
  return (
    exitCode !== 0 &&
    /^(runtime: out of memory|fatal error: .*(out of memory|cannot (map|allocate)|failed to (reserve|allocate)))/m.test(
      stderr,
    )
  );
}
