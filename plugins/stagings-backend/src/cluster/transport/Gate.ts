/** Lets at most so many tasks run at once; the others wait in order. */
export class Gate {
  private running = 0;
  private readonly waiting: Array<() => void> = [];

  constructor(private readonly capacity: number) {}

  /**
   * @param signal - gives up the place in the line
   * @throws the signal's reason
   */
  async run<T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted();
    if (this.running >= this.capacity) {
      await this.queue(signal);
    } else {
      this.running++;
    }
    try {
      return await task();
    } finally {
      this.leave();
    }
  }

  private queue(signal: AbortSignal | undefined): Promise<void> {
    const { waiting } = this;
    return new Promise((resolve, reject) => {
      function enter() {
        signal?.removeEventListener('abort', giveUp);
        resolve();
      }
      function giveUp() {
        waiting.splice(waiting.indexOf(enter), 1);
        reject(signal?.reason);
      }
      waiting.push(enter);
      signal?.addEventListener('abort', giveUp, { once: true });
    });
  }

  /** Hands the place to the next in line, if any. */
  private leave(): void {
    const next = this.waiting.shift();
    if (next) {
      next();
    } else {
      this.running--;
    }
  }
}
