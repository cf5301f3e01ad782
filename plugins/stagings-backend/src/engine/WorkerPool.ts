import { setTimeout as sleep } from 'node:timers/promises';
import {
  Claim,
  claimDue,
  nextDueIn,
  releaseAll,
  releaseLease,
  renewLease,
} from '../store';
import { EngineContext } from './context';
import { LeaseLostError } from './errors';
import { reconcile } from './reconcile';

/** A dead worker's stagings are taken over after this. */
const LEASE_MS = 20_000;
const RENEW_EVERY_MS = 5_000;
/** Other replicas' wake-ups are seen after this at the latest. */
const POLL_MS = 1_000;

/** Claims stagings that are due, and reconciles a bounded number of them at a time. */
export class WorkerPool {
  private readonly context: EngineContext;
  private readonly stopping = new AbortController();
  private readonly active = new Set<Promise<void>>();
  private poke: () => void = () => {};
  private loop: Promise<void> = Promise.resolve();

  constructor(context: EngineContext) {
    this.context = context;
  }

  start(): void {
    this.loop = this.run();
  }

  /** Looks for work now rather than at the next poll. */
  wakeUp(): void {
    this.poke();
  }

  /** Gives up what is under way and hands it over at once; other replicas, or the next start, go on. */
  async stop(): Promise<void> {
    this.stopping.abort(new Error('The backend is stopping'));
    this.poke();
    await this.loop;
    await Promise.allSettled(this.active);
    await releaseAll(this.context.db, this.context.owner);
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      const poked = new Promise<void>(resolve => {
        this.poke = resolve;
      });
      const idle = await this.claim();
      await Promise.race([poked, pause(idle, signal)]);
    }
  }

  /** Starts as much due work as there is room for. Answers how long there is nothing to do, in milliseconds. */
  private async claim(): Promise<number> {
    const { db, owner, config, logger } = this.context;
    const free = config.engine.workers - this.active.size;
    if (free <= 0) return POLL_MS;
    try {
      const claims = await claimDue(db, {
        owner,
        leaseMs: LEASE_MS,
        limit: free,
      });
      for (const claim of claims) this.begin(claim);
      if (claims.length === free) return POLL_MS;
      return Math.min(POLL_MS, (await nextDueIn(db)) ?? POLL_MS);
    } catch (error) {
      if (!this.stopping.signal.aborted) {
        logger.warn(`Cannot look for stagings to work on: ${error}`);
      }
      return POLL_MS;
    }
  }

  private begin(claim: Claim): void {
    const work = this.work(claim).finally(() => {
      this.active.delete(work);
      this.poke();
    });
    this.active.add(work);
  }

  private async work(claim: Claim): Promise<void> {
    const { db, logger } = this.context;
    const lost = new AbortController();
    const renewing = setInterval(() => {
      renewLease(db, claim, LEASE_MS).then(
        held => !held && lost.abort(new LeaseLostError(claim.stagingId)),
        error => logger.warn(`Cannot renew a lease: ${error}`),
      );
    }, RENEW_EVERY_MS);
    const signal = AbortSignal.any([this.stopping.signal, lost.signal]);
    try {
      const next = await reconcile(this.context, claim, signal);
      await releaseLease(db, claim, next);
    } catch (error) {
      if (signal.aborted || error instanceof LeaseLostError) return;
      logger.error(
        `Work on the staging ${claim.stagingId} broke off`,
        error instanceof Error ? error : new Error(String(error)),
      );
      await releaseLease(db, claim, {
        wakeAfterMs: POLL_MS * 10,
        failed: true,
      });
    } finally {
      clearInterval(renewing);
    }
  }
}

/** Waits, but never longer than the signal lets it. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => {
    // Aborted: the loop looks at the signal itself.
  });
}
