import { availableParallelism } from 'node:os';
import { ProgramCall, ProgramResult, runProgram } from './runProgram';

/** Runs a program to its end; see {@link runProgram}. */
export type RunProgram = (call: ProgramCall) => Promise<ProgramResult>;

/** As many programs as the machine has processors, but 2 to 4: each may need much memory. */
export function programSlots(processors = availableParallelism()): number {
  return Math.min(4, Math.max(2, processors));
}

/** Runs programs, at most so many at once. One whose signal aborts gives up its place in the queue. */
export function limitedRunner(
  slots: number,
  run: RunProgram = runProgram,
): RunProgram {
  const queue: Array<() => void> = [];
  let free = slots;
  const release = () => {
    const next = queue.shift();
    if (next) next();
    else free += 1;
  };
  const acquire = async (signal?: AbortSignal): Promise<void> => {
    signal?.throwIfAborted();
    if (free > 0) {
      free -= 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const entered = new AbortController();
      const enter = () => {
        entered.abort();
        resolve();
      };
      const leave = () => {
        queue.splice(queue.indexOf(enter), 1);
        reject(signal?.reason);
      };
      queue.push(enter);
      signal?.addEventListener('abort', leave, {
        once: true,
        signal: entered.signal,
      });
    });
  };
  return async call => {
    await acquire(call.signal);
    try {
      return await run(call);
    } finally {
      release();
    }
  };
}
