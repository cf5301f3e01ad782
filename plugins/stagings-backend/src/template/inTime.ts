import { createContext, Script } from 'node:vm';

/** One for all: making one takes longer than what is done in it. */
const CONTEXT = createContext({ work: undefined });
const CODE = new Script('work()');

/** Work that was cut off, since it took too long. */
export class TookTooLongError extends Error {
  readonly name = 'TookTooLongError';
}

/**
 * Does some work that cannot be waited for, since it never lets go of the thread, and cuts it off when it takes too
 * long: an expression with loops in loops, or a pattern that goes back and forth over a text. Only the virtual
 * machine of JavaScript can do so; it is not used to keep anything apart.
 *
 * @throws TookTooLongError, and what the work throws
 */
export function inTime<T>(milliseconds: number, work: () => T): T {
  const done: T[] = [];
  const outer: unknown = CONTEXT.work;
  CONTEXT.work = () => {
    done.push(work());
  };
  try {
    CODE.runInContext(CONTEXT, { timeout: milliseconds });
  } catch (error) {
    if (!isTimeout(error)) throw error;
    throw new TookTooLongError(`took longer than ${milliseconds} ms`);
  } finally {
    CONTEXT.work = outer;
  }
  return done[0] as T;
}

function isTimeout(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
  );
}
