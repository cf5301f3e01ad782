import pLimit from 'p-limit';
import {
  aggregate,
  assessInventory,
  MISSING,
  publish,
  PublishedHealth,
  StagingHealth,
} from '../../health';
import { KubeObject } from '../../model/kubeObject';
import { StagingRecord } from '../../model/staging';
import { runsHook } from '../../plan';
import {
  findObserved,
  isStored,
  ObservedStaging,
  readCheck,
  readInventory,
  scheduleCheck,
  wake,
  writeObservation,
} from '../../store';
import { EngineContext } from '../context';
import { healthPolicy } from '../live/healthPolicy';
import { isActivePod } from '../live/isActivePod';
import { untilResync, untilSuspicionCheck } from '../drift/resync';
import { believable, doubtEndsAt } from './afterReconnect';
import { ClusterFeed } from './ClusterFeed';
import { followedEntries, isUnseen, unwatchable } from './followedEntries';
import { gatherMs } from './gatherMs';
import { Change } from './LiveObjects';
import { StagingEvents } from './StagingEvents';

/** Many, since a look may wait for what a namespace does not answer, which must not hold up the other stagings. */
const LOOKS_AT_ONCE = 64;

/** What the observer sees of a cluster. */
export type ObservedFeed = Pick<
  ClusterFeed,
  'live' | 'isLive' | 'knows' | 'followingOf'
>;

/** A look that is due. */
interface Look {
  at: number;
  timer: NodeJS.Timeout;
}

/** Turns watched objects into the health that is stored with each staging, and notices what somebody else changed. */
export class Observer {
  private readonly context: EngineContext;
  private readonly cluster: string;
  private readonly feed: ObservedFeed;
  private readonly poke: () => void;
  private readonly looks = new Map<string, Look>();
  private readonly published = new Map<string, PublishedHealth>();
  /** When something of a staging was last seen. */
  private readonly seenAt = new Map<string, number>();
  /** Stagings of which something was changed, perhaps by somebody else. */
  private readonly suspects = new Set<string>();
  private readonly events: StagingEvents;
  private reconnectedAt?: number;
  /** The look at each staging that is under way, with those that come after it. */
  private readonly running = new Map<string, Promise<void>>();
  private readonly limit = pLimit(LOOKS_AT_ONCE);
  private stopped = false;

  /** @param poke - tells the workers that there is something to do */
  constructor(
    context: EngineContext,
    cluster: string,
    feed: ObservedFeed,
    poke: () => void,
  ) {
    this.context = context;
    this.cluster = cluster;
    this.feed = feed;
    this.poke = poke;
    this.events = new StagingEvents(context, cluster);
  }

  /** Looks at what a change came to. */
  onChange({ staging, isEdited }: Change): void {
    this.seenAt.set(staging, this.context.now());
    if (isEdited) this.suspects.add(staging);
    this.schedule(staging, gatherMs(this.looks.size));
  }

  /** Looks at all stagings: the cluster can be seen again, or for the first time. */
  onLive(isAgain: boolean): void {
    if (isAgain) this.reconnectedAt = this.context.now();
    for (const staging of this.feed.live.names()) this.schedule(staging);
  }

  /** Looks at a staging soon, once for all that happens until then. */
  schedule(staging: string, delayMs = gatherMs(0)): void {
    const at = Date.now() + delayMs;
    const known = this.looks.get(staging);
    if (this.stopped || (known && known.at <= at)) return;
    clearTimeout(known?.timer);
    const timer = setTimeout(() => {
      this.looks.delete(staging);
      this.look(staging);
    }, delayMs);
    this.looks.set(staging, { at, timer });
  }

  async stop(): Promise<void> {
    this.stopped = true;
    for (const { timer } of this.looks.values()) clearTimeout(timer);
    await Promise.all(this.running.values());
  }

  /** Looks at a staging after those that are under way, and beside those at other stagings. */
  private look(staging: string): void {
    const before = this.running.get(staging) ?? Promise.resolve();
    const look = before
      .then(() => this.limit(() => this.observe(staging)))
      .catch(error =>
        this.context.logger.warn(
          `Cannot store the health of ${staging}: ${error}`,
        ),
      )
      .finally(() => {
        if (this.running.get(staging) === look) this.running.delete(staging);
      });
    this.running.set(staging, look);
  }

  private async observe(name: string): Promise<void> {
    if (this.stopped || !this.feed.isLive) return;
    const { db } = this.context;
    const lookedAt = this.context.now();
    const observed = await findObserved(db, this.cluster, name);
    const staging = observed?.staging;
    if (!staging || staging.desired === 'deleted') {
      this.forget(name, staging);
      return;
    }
    if (isFirstApply(staging)) {
      if (runsHook(await readInventory(db, staging.id))) {
        await this.wakeUp(staging);
      }
      return;
    }
    const isNew = !this.published.has(staging.id);
    const assessed = await this.assess(observed);
    if (assessed) await this.show(staging, assessed, lookedAt);
    if (isInMotion(staging) && !isStillStarting(staging, assessed)) {
      await this.wakeUp(staging);
    }
    await this.planChecks(staging, isNew);
  }

  private async wakeUp({ id }: StagingRecord): Promise<void> {
    await wake(this.context.db, id, {});
    this.poke();
  }

  private forget(name: string, staging: StagingRecord | undefined): void {
    if (staging) {
      this.published.delete(staging.id);
      this.events.forget(staging.id);
    }
    this.suspects.delete(name);
    this.seenAt.delete(name);
  }

  private async show(
    staging: StagingRecord,
    assessed: StagingHealth,
    lookedAt: number,
  ): Promise<void> {
    const { db, now, notify } = this.context;
    const { id, name } = staging;
    const previous = this.published.get(id) ?? storedHealth(staging);
    const { reconnectedAt } = this;
    const seenAt = this.seenAt.get(name);
    const sighting = { now: now(), reconnectedAt, seenAt };
    const believed = believable(previous, assessed, sighting);
    if (!believed) {
      this.scheduleAt(name, doubtEndsAt(reconnectedAt ?? now()));
      return;
    }
    if (isNewlyMissing(staging, believed)) this.suspects.add(name);
    const published = publish(previous, believed, now());
    this.published.set(id, published);
    const observation = {
      health: published.health,
      healthExplanation: published.explanation,
      observedAt: lookedAt,
    };
    if (!isStored(staging, observation)) {
      const { owner } = this.context;
      const witness = { type: 'watch', cluster: this.cluster, owner } as const;
      if (await writeObservation(db, id, observation, witness)) notify(id);
    }
    if (published.recheckAt !== undefined) {
      this.scheduleAt(name, published.recheckAt);
    }
  }

  private scheduleAt(name: string, at: number): void {
    this.schedule(name, Math.max(gatherMs(0), at - this.context.now()));
  }

  /** Undefined where nothing of the staging is followed, or not yet all that decides. */
  private async assess({
    staging,
    orderedSince,
  }: ObservedStaging): Promise<StagingHealth | undefined> {
    const { db, now } = this.context;
    const inventory = await readInventory(db, staging.id);
    const followed = followedEntries(inventory, this.feed);
    const hidden = unwatchable(inventory, this.feed);
    if (followed.length === 0 && hidden.length === 0) return undefined;
    if (isUnseen(inventory, this.feed)) return undefined;
    const live = this.feed.live.of(staging.name);
    const look = (events: KubeObject[]) => {
      const seen = assessInventory(followed, live, {
        now: now(),
        archived: staging.desired === 'archived',
        policy: healthPolicy(this.context, staging.cluster),
        appliedAt: orderedSince,
        events,
      });
      return aggregate([...seen, ...hidden]);
    };
    const health = look([]);
    if (isWell(health)) {
      this.events.forget(staging.id);
      return staging.desired === 'archived' ? asArchived(health) : health;
    }
    const explained = look(await this.events.of(staging));
    this.scheduleAt(staging.name, this.events.nextLookAt(staging));
    const redactor = await this.context.known.asFarAsKnown(staging);
    return redactor.deep(explained);
  }

  /**
   * Has a staging compared with the cluster where somebody may have changed it, and sees to it that each is
   * now and then.
   */
  private async planChecks(
    staging: StagingRecord,
    isNew: boolean,
  ): Promise<void> {
    const { db, now } = this.context;
    const { id, name, phase } = staging;
    const isSuspect = this.suspects.delete(name);
    const isAwake =
      phase === 'archived' && this.feed.live.of(name).some(isActivePod);
    if (isAwake || (isSuspect && phase === 'running')) {
      const check = await readCheck(db, id);
      if (check) await scheduleCheck(db, id, untilSuspicionCheck(check));
      this.poke();
    } else if (isNew && phase === 'running') {
      const check = await readCheck(db, id);
      if (check?.dueIn === undefined) {
        await scheduleCheck(db, id, untilResync(id, now()));
      }
    }
  }
}

/** What people asked for needs no explanation; the resources still tell what is scaled to zero. */
function asArchived({ health }: StagingHealth): StagingHealth {
  return { health };
}

function isWell({ health }: StagingHealth): boolean {
  return health === 'healthy' || health === 'suspended';
}

/** Whether something is found to be gone that nobody saw going, since its kind was not followed yet. */
function isNewlyMissing(
  { healthExplanation }: StagingRecord,
  { explanation }: StagingHealth,
): boolean {
  return (
    explanation?.reason === MISSING && healthExplanation?.reason !== MISSING
  );
}

/** What was shown before this process began to look. */
function storedHealth(staging: StagingRecord): PublishedHealth | undefined {
  const { health, healthExplanation, observedAt } = staging;
  if (observedAt === undefined || health === 'unknown') return undefined;
  return {
    health,
    since: observedAt,
    ...(healthExplanation && { explanation: healthExplanation }),
  };
}

/**
 * Whether a deploy has nothing to do but to wait on: everything is applied, and starts. It looks by itself now
 * and then, for its time limit. What hooks come to is not part of the health.
 */
function isStillStarting(
  { phase, appliedRevision, revision }: StagingRecord,
  assessed: StagingHealth | undefined,
): boolean {
  return (
    phase === 'deploying' &&
    appliedRevision === revision &&
    assessed?.health === 'progressing'
  );
}

/** Whether a staging is still being put there: what there is of it tells nothing before all of it is. */
function isFirstApply(staging: StagingRecord): boolean {
  const { phase, appliedRevision, deployedRevision } = staging;
  return (
    phase === 'deploying' &&
    appliedRevision === undefined &&
    deployedRevision === undefined
  );
}

/** Whether the engine waits for what the cluster does. */
function isInMotion({ phase }: StagingRecord): boolean {
  return phase === 'deploying' || phase === 'archiving' || phase === 'failed';
}
