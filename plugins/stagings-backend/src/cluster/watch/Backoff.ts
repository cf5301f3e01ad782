const FIRST = 800;
const LONGEST = 30_000;

/** Growing pauses between attempts, with the values of client-go's reflector. */
export class Backoff {
  private step = FIRST;

  constructor(private readonly random: () => number = Math.random) {}

  /** Milliseconds until the next attempt: up to a half more than the step, so that many do not come at once. */
  next(): number {
    const delay = Math.min(this.step * (1 + this.random() / 2), LONGEST);
    this.step = Math.min(this.step * 2, LONGEST);
    return Math.round(delay);
  }

  reset(): void {
    this.step = FIRST;
  }
}
