import { Response } from 'express';
import { TooManyRequestsError } from './TooManyRequestsError';

/** A person reads a few at a time; each holds a connection to the cluster. */
const MAX_OF_CALLER = 20;

/** Of all callers together. */
const MAX_OF_ALL = 500;

/**
 * The log answers that are open. One that is followed has no end of its own, and would keep the backend from
 * stopping.
 */
export class LogStreams {
  private readonly open = new Map<AbortController, string>();

  /**
   * Answers a signal that aborts when the client is gone or the backend stops.
   * @throws TooManyRequestsError where the caller, or all of them, have as many as they may have
   */
  begin(res: Response, caller: string): AbortSignal {
    const own = [...this.open.values()].filter(other => other === caller);
    if (own.length >= MAX_OF_CALLER) {
      throw new TooManyRequestsError(
        `You have ${own.length} logs open, and may have no more; close one`,
      );
    }
    if (this.open.size >= MAX_OF_ALL) {
      throw new TooManyRequestsError(
        `This backend has ${this.open.size} logs open, and may have no more; try again later`,
      );
    }
    const controller = new AbortController();
    this.open.set(controller, caller);
    res.on('close', () => {
      this.open.delete(controller);
      controller.abort();
    });
    return controller.signal;
  }

  endAll(): void {
    for (const controller of this.open.keys()) controller.abort();
  }
}
