import { KubeObject } from '../../model/kubeObject';
import { StagingRecord } from '../../model/staging';
import { EngineContext } from '../context';
import { readEvents } from '../live/liveObjects';

/** Most stagings are well again before; what is refused for longer shows in no condition, but in events. */
const FIRST_READ_MS = 5_000;
const LONGEST_PAUSE_MS = 5 * 60_000;
/** Some rules turn with time alone. */
const LOOK_EVERY_MS = 5_000;
const OLD_TROUBLE_MS = 5 * 60_000;
const LOOK_AT_OLD_EVERY_MS = 30_000;

/** A staging that is not well. Times are milliseconds since the epoch. */
interface Trouble {
  since: number;
  nextReadAt: number;
  events: KubeObject[];
}

/**
 * The events of stagings that are not well. Nobody watches events: there are too many. They are read when
 * trouble lasts, and less and less often while it goes on.
 */
export class StagingEvents {
  private readonly context: EngineContext;
  private readonly cluster: string;
  private readonly troubles = new Map<string, Trouble>();

  constructor(context: EngineContext, cluster: string) {
    this.context = context;
    this.cluster = cluster;
  }

  /** The events as they were last read; none at the beginning. */
  async of(staging: StagingRecord): Promise<KubeObject[]> {
    const now = this.context.now();
    const trouble = this.troubles.get(staging.id) ?? {
      since: now,
      nextReadAt: now + FIRST_READ_MS,
      events: [],
    };
    this.troubles.set(staging.id, trouble);
    if (now >= trouble.nextReadAt) {
      const lasted = now - trouble.since;
      trouble.nextReadAt = now + Math.min(lasted, LONGEST_PAUSE_MS);
      trouble.events = await this.read(staging, trouble.events);
    }
    return trouble.events;
  }

  /** When a staging in trouble is to be looked at again even if nothing changes. */
  nextLookAt(staging: Pick<StagingRecord, 'id'>): number {
    const now = this.context.now();
    const since = this.troubles.get(staging.id)?.since ?? now;
    const pause =
      now - since < OLD_TROUBLE_MS ? LOOK_EVERY_MS : LOOK_AT_OLD_EVERY_MS;
    return now + pause;
  }

  /** The staging is well, or gone. */
  forget(id: string): void {
    this.troubles.delete(id);
  }

  private async read(
    staging: StagingRecord,
    known: KubeObject[],
  ): Promise<KubeObject[]> {
    try {
      const client = this.context.clusters.get(this.cluster);
      return await readEvents(client, staging);
    } catch (error) {
      this.context.logger.debug(
        `Cannot read the events of ${staging.name}: ${error}`,
      );
      return known;
    }
  }
}
