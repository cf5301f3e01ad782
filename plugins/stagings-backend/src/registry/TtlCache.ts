const PRUNE_AT = 1_000;

/** Values that are remembered for a while. */
export class TtlCache<T> {
  private readonly now: () => number;
  private readonly entries = new Map<string, { value: T; until: number }>();

  constructor(now: () => number) {
    this.now = now;
  }

  get(key: string): T | undefined {
    const entry = this.entries.get(key);
    return entry && entry.until > this.now() ? entry.value : undefined;
  }

  set(key: string, value: T, ttlMs: number): void {
    if (this.entries.size >= PRUNE_AT) this.prune();
    this.entries.set(key, { value, until: this.now() + ttlMs });
  }

  delete(key: string): void {
    this.entries.delete(key);
  }

  private prune(): void {
    for (const [key, { until }] of this.entries) {
      if (until <= this.now()) this.entries.delete(key);
    }
  }
}
