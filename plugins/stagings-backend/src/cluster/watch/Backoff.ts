const FIRST = 800;

/** Growing pauses between attempts: the first one as client-go's reflector has it, then twice as long each. */
export class Backoff {
  private step = FIRST;

  /** @param longest - milliseconds */
  constructor(
    private readonly longest: number,
    private readonly random: () => number = Math.random,
  ) {}

  /** Milliseconds until the next attempt: up to a half more than the step, so that many do not come at once. */
  next(): number {
    const delay = Math.min(this.step * (1 + this.random() / 2), this.longest);
    this.step = Math.min(this.step * 2, this.longest);
    return Math.round(delay);
  }

  reset(): void {
    this.step = FIRST;
  }
}
