import { ServiceUnavailableError } from '@backstage/errors';

/** Lets a few run at once and some more wait for their turn; all others are turned away. */
export class Turns {
  private readonly limits: { running: number; waiting: number };
  private readonly queue: Array<() => void> = [];
  private running = 0;

  constructor(limits: { running: number; waiting: number }) {
    this.limits = limits;
  }

  /**
   * @throws ServiceUnavailableError where too many wait already
   * @throws the signal's reason where it aborts before the turn comes
   */
  async take<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    signal.throwIfAborted();
    await this.begin(signal);
    try {
      return await work();
    } finally {
      const next = this.queue.shift();
      if (next) next();
      else this.running -= 1;
    }
  }

  private async begin(signal: AbortSignal): Promise<void> {
    if (this.running < this.limits.running) {
      this.running += 1;
      return;
    }
    if (this.queue.length >= this.limits.waiting) {
      throw new ServiceUnavailableError(
        'Too many previews are asked for at once; try again in a moment',
      );
    }
    await new Promise<void>((resolve, reject) => {
      this.queue.push(resolve);
      const leave = () => {
        const place = this.queue.indexOf(resolve);
        if (place >= 0) this.queue.splice(place, 1);
        reject(signal.reason);
      };
      signal.addEventListener('abort', leave, { once: true });
    });
  }
}
