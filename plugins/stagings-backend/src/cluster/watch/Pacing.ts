import { ApiError } from '../errors';
import { Backoff } from './Backoff';

/** When to try again, and whether the kind is given up for the time being. */
export interface Pace {
  delay: number;
  disabled: boolean;
}

/** A session that lived so long, in milliseconds, proves that the trouble before is over. */
const HEALTHY = 120_000;
/** An end sooner than this, without a frame, is suspicious when it repeats. */
const QUICK = 1_000;
const QUICK_ENDS = 3;
/** For how long the cluster must refuse a kind until it is disabled, and how rarely it is tried then. */
const REFUSAL = 60_000;
const DISABLED_RETRY = 5 * 60_000;

/** Decides the pauses between the sessions of a watch. */
export class Pacing {
  private quickEnds = 0;
  private refusedSince?: number;

  constructor(
    private readonly backoff = new Backoff(),
    private readonly now: () => number = Date.now,
  ) {}

  /** The cluster follows: a refusal before was not its last word. */
  live(): void {
    this.refusedSince = undefined;
  }

  /** Milliseconds to wait after a session that the server ended in order. */
  afterEnd(lived: number, frames: number): number {
    this.noteHealth(lived);
    this.quickEnds = lived < QUICK && frames === 0 ? this.quickEnds + 1 : 0;
    return this.quickEnds >= QUICK_ENDS ? this.backoff.next() : 0;
  }

  afterError(lived: number, error: unknown): Pace {
    this.noteHealth(lived);
    if (isRefusal(error)) {
      this.refusedSince ??= this.now();
      if (this.now() - this.refusedSince >= REFUSAL) {
        return { delay: DISABLED_RETRY, disabled: true };
      }
    }
    const asked =
      error instanceof ApiError ? (error.retryAfterSeconds ?? 0) * 1000 : 0;
    return { delay: Math.max(this.backoff.next(), asked), disabled: false };
  }

  private noteHealth(lived: number): void {
    if (lived >= HEALTHY) {
      this.backoff.reset();
    }
  }
}

/** A server that has just started refuses much; that does not count. */
function isRefusal(error: unknown): boolean {
  return (
    error instanceof ApiError &&
    [401, 403, 404].includes(error.status) &&
    !error.recovering
  );
}
