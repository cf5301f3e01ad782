/** Timers of the simulation: all delays shrink with its speed, and all end together. */
export class Clock {
  /** The longest pause that a timer of Node.js can make, in milliseconds. */
  private static readonly LONGEST_MS = 2 ** 31 - 1;

  private readonly timers = new Set<NodeJS.Timeout>();
  private closed = false;

  /** @param speed - how many times faster than real time, 1 by default */
  constructor(private readonly speed = 1) {}

  /**
   * Runs the action after a delay in milliseconds of simulated time, at the
   * latest after 24 days; returns how to cancel it.
   */
  after(milliseconds: number, action: () => void): () => void {
    if (this.closed) return () => {};
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      action();
    }, Math.min(milliseconds / this.speed, Clock.LONGEST_MS));
    this.timers.add(timer);
    return () => {
      clearTimeout(timer);
      this.timers.delete(timer);
    };
  }

  /** What is left, in milliseconds of simulated time, of a pause that began at a time. */
  remaining(since: number, pause: number): number {
    return Math.max(0, pause - (Date.now() - since) * this.speed);
  }

  /** Cancels everything; nothing runs afterwards. */
  close(): void {
    this.closed = true;
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
  }
}
