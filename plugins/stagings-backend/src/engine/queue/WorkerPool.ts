import { setTimeout as sleep } from 'node:timers/promises';
import {
  Claim,
  claimDue,
  DueStaging,
  listDue,
  nextDueIn,
  releaseAll,
  releaseLease,
  renewLease,
} from '../../store';
import { EngineContext } from '../context';
import { LeaseLostError } from '../failures/errors';
import { chooseFairly, exhausted, Shares, sharesOf } from './fairness';
import { reconcile } from '../reconcile';

/** A dead worker's stagings are taken over after this. */
const LEASE_MS = 20_000;
const RENEW_EVERY_MS = 5_000;
/** Other replicas' wake-ups are seen after this at the latest. */
const POLL_MS = 1_000;

/**
 * Claims stagings that are due, and reconciles a bounded number of them at a time, no more of one cluster
 * and of one component than their shares.
 */
export class WorkerPool {
  private readonly context: EngineContext;
  private readonly stopping = new AbortController();
  private readonly active = new Map<Promise<void>, DueStaging>();
  private readonly shares: Shares;
  private poke: () => void = () => {};
  private loop: Promise<void> = Promise.resolve();

  constructor(context: EngineContext) {
    this.context = context;
    const { engine, templates } = context.config;
    const clusters = new Set(templates.map(({ cluster }) => cluster));
    this.shares = sharesOf(engine.workers, clusters.size);
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
    await Promise.allSettled(this.active.keys());
    await releaseAll(this.context.db, this.context.owner);
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      const poked = new AbortController();
      this.poke = () => poked.abort();
      const idle = await this.claim();
      await pause(idle, poked.signal);
    }
  }

  /** Starts as much due work as there is room for. Answers how long there is nothing to do, in milliseconds. */
  private async claim(): Promise<number> {
    const { db, config, logger } = this.context;
    const free = config.engine.workers - this.active.size;
    if (free <= 0) return POLL_MS;
    try {
      const begun = await this.claimFairly(free);
      const without = exhausted([...this.active.values()], this.shares);
      const someoneWaits = without.clusters.length + without.entityRefs.length;
      if (begun === free || someoneWaits) return POLL_MS;
      return Math.min(POLL_MS, (await nextDueIn(db)) ?? POLL_MS);
    } catch (error) {
      if (!this.stopping.signal.aborted) {
        logger.warn(`Cannot look for stagings to work on: ${error}`);
      }
      return POLL_MS;
    }
  }

  /** Answers how many stagings it began to work on. */
  private async claimFairly(free: number): Promise<number> {
    const { db, owner } = this.context;
    const active = [...this.active.values()];
    const due = await listDue(db, {
      limit: free,
      without: exhausted(active, this.shares),
    });
    const chosen = new Map(
      chooseFairly(due, active, { free, shares: this.shares }).map(staging => [
        staging.id,
        staging,
      ]),
    );
    if (chosen.size === 0) return 0;
    const claims = await claimDue(db, {
      owner,
      leaseMs: LEASE_MS,
      limit: free,
      among: [...chosen.keys()],
    });
    for (const claim of claims) {
      const staging = chosen.get(claim.stagingId);
      if (staging) this.begin(claim, staging);
    }
    return claims.length;
  }

  private begin(claim: Claim, staging: DueStaging): void {
    const work = this.work(claim).finally(() => {
      this.active.delete(work);
      this.poke();
    });
    this.active.set(work, staging);
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
    // Aborted: there is something to look at.
  });
}
