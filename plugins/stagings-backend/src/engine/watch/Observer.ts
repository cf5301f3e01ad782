import {
  aggregate,
  assessInventory,
  publish,
  PublishedHealth,
} from '../../health';
import { apiVersionOf } from '../../model/kubeObject';
import { StagingRecord } from '../../model/staging';
import {
  currentOperation,
  findByName,
  readInventory,
  wake,
  writeObservation,
} from '../../store';
import { EngineContext } from '../context';
import { LiveObjects } from './LiveObjects';
import { isWatched } from './watchedKinds';

/** Changes of one staging come in bursts; they are looked at together. */
const COALESCE_MS = 100;

/** Turns watched objects into the health that is stored with each staging. */
export class Observer {
  private readonly context: EngineContext;
  private readonly cluster: string;
  private readonly live: LiveObjects;
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private readonly published = new Map<string, PublishedHealth>();
  private running: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(context: EngineContext, cluster: string, live: LiveObjects) {
    this.context = context;
    this.cluster = cluster;
    this.live = live;
  }

  /** Looks at a staging soon, once for all that happens until then. */
  schedule(staging: string, delayMs = COALESCE_MS): void {
    if (this.stopped || this.timers.has(staging)) return;
    const timer = setTimeout(() => {
      this.timers.delete(staging);
      this.running = this.running
        .then(() => this.observe(staging))
        .catch(error =>
          this.context.logger.warn(
            `Cannot store the health of ${staging}: ${error}`,
          ),
        );
    }, delayMs);
    this.timers.set(staging, timer);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    for (const timer of this.timers.values()) clearTimeout(timer);
    await this.running;
  }

  private async observe(name: string): Promise<void> {
    if (this.stopped) return;
    const { db, now, notify } = this.context;
    const staging = await findByName(db, this.cluster, name);
    if (!staging) return;
    if (staging.desired === 'deleted') {
      this.published.delete(staging.id);
      return;
    }
    const published = publish(
      this.published.get(staging.id),
      await this.assess(staging),
      now(),
    );
    this.published.set(staging.id, published);
    const changed = await writeObservation(db, staging.id, {
      health: published.health,
      healthExplanation: published.explanation,
      observedAt: now(),
    });
    if (changed) notify(staging.id);
    if (isInMotion(staging)) await wake(db, staging.id, {});
    if (published.recheckAt !== undefined) {
      this.schedule(name, Math.max(COALESCE_MS, published.recheckAt - now()));
    }
  }

  private async assess(staging: StagingRecord) {
    const { db, now } = this.context;
    const inventory = (await readInventory(db, staging.id)).filter(
      entry => !entry.hook,
    );
    const newest = Math.max(...inventory.map(entry => entry.revision));
    const watched = inventory.filter(
      entry =>
        entry.revision === newest &&
        isWatched(apiVersionOf(entry.group, entry.version), entry.kind),
    );
    const operation = await currentOperation(db, staging.id);
    return aggregate(
      assessInventory(watched, this.live.of(staging.name), {
        now: now(),
        archived: staging.desired === 'archived',
        appliedAt: operation?.startedAt,
      }),
    );
  }
}

/** Whether the engine waits for what the cluster does. */
function isInMotion({ phase }: StagingRecord): boolean {
  return phase === 'deploying' || phase === 'archiving' || phase === 'failed';
}
