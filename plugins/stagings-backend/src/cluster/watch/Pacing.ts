import { ApiError, ClusterUnreachableError } from '../errors';
import { Backoff } from './Backoff';

/** When to try again, and whether the kind is given up for the time being. */
export interface Pace {
  delay: number;
  disabled: boolean;
}

/** Milliseconds between attempts after answers of the cluster, as in client-go's reflector. */
const LONGEST_REFUSED = 30_000;
/** After a lost connection it is the portal that waits, and not the cluster that needs a rest. */
const LONGEST_LOST = 5_000;
/** A session that lived so long, in milliseconds, proves that the trouble before is over. */
const HEALTHY = 120_000;
const CONNECTED = 10_000;
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
  private readonly refused: Backoff;
  private readonly lost: Backoff;

  constructor(
    random: () => number = Math.random,
    private readonly now: () => number = Date.now,
  ) {
    this.refused = new Backoff(LONGEST_REFUSED, random);
    this.lost = new Backoff(LONGEST_LOST, random);
  }

  /** The cluster follows: a refusal before was not its last word. */
  live(): void {
    this.refusedSince = undefined;
  }

  /** Milliseconds to wait after a session that the server ended in order. */
  afterEnd(lived: number, frames: number): number {
    this.noteHealth(lived);
    this.quickEnds = lived < QUICK && frames === 0 ? this.quickEnds + 1 : 0;
    return this.quickEnds >= QUICK_ENDS ? this.refused.next() : 0;
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
    const backoff = isLoss(error) ? this.lost : this.refused;
    return { delay: Math.max(backoff.next(), asked), disabled: false };
  }

  private noteHealth(lived: number): void {
    if (lived >= HEALTHY) {
      this.refused.reset();
    }
    if (lived >= CONNECTED) {
      this.lost.reset();
    }
  }
}

/** What a server says that is starting is part of the loss. */
function isLoss(error: unknown): boolean {
  return (
    error instanceof ClusterUnreachableError ||
    (error instanceof ApiError && error.recovering)
  );
}

/** A server that has just started refuses much; that does not count. */
function isRefusal(error: unknown): boolean {
  return (
    error instanceof ApiError &&
    [401, 403, 404].includes(error.status) &&
    !error.recovering
  );
}
