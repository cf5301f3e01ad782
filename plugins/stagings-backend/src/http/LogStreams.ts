import { Response } from 'express';

/**
 * The log answers that are open. One that is followed has no end of its own, and would keep the backend from
 * stopping.
 */
export class LogStreams {
  private readonly controllers = new Set<AbortController>();

  /** Answers a signal that aborts when the client is gone or the backend stops. */
  open(res: Response): AbortSignal {
    const controller = new AbortController();
    this.controllers.add(controller);
    res.on('close', () => {
      this.controllers.delete(controller);
      controller.abort();
    });
    return controller.signal;
  }

  endAll(): void {
    for (const controller of this.controllers) controller.abort();
  }
}
