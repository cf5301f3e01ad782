import { setTimeout as sleep } from 'node:timers/promises';
import { toError } from '@backstage/errors';
import { ClusterClient } from '../../cluster/types';
import { claimCluster } from '../../store';
import { Circuit } from '../circuit/Circuit';
import { EngineContext } from '../context';
import { ClusterFeed } from './ClusterFeed';
import { Observer } from './Observer';
import { SignWriter } from './SignWriter';
import { pingCluster } from './pingCluster';

/** Another replica takes a dead one's watches over after this. */
const LEASE_MS = 15_000;
const RENEW_EVERY_MS = 5_000;

/** What a watcher works with. */
interface WatcherOptions {
  context: EngineContext;
  cluster: string;
  /** Learns that the cluster answers. */
  circuit: Circuit;
  /** Tells the workers that there is something to do. */
  poke(): void;
}

/** The watches of a cluster, while this replica holds them. */
interface Holding {
  feed: ClusterFeed;
  observer: Observer;
  sign: SignWriter;
  /** Whether the cluster did not answer the last time that it was asked. */
  isAway: boolean;
}

/** Follows the stagings' objects of one cluster, while this replica holds the cluster's lease. */
export class ClusterWatcher {
  private readonly options: WatcherOptions;
  private readonly stopping = new AbortController();
  private loop: Promise<void> = Promise.resolve();

  constructor(options: WatcherOptions) {
    this.options = options;
  }

  start(): void {
    this.loop = this.run();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.loop;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    let holding: Holding | undefined;
    while (!signal.aborted) {
      const held = await this.claim();
      if (held && !holding) {
        holding = this.begin();
      } else if (!held && holding) {
        await end(holding);
        holding = undefined;
      }
      if (holding) await this.tend(holding);
      await sleep(RENEW_EVERY_MS, undefined, { signal }).catch(() => {
        // Aborted: the loop ends.
      });
    }
    if (holding) await end(holding);
  }

  private async claim(): Promise<boolean> {
    const { context, cluster } = this.options;
    const { db, owner, logger } = context;
    try {
      return await claimCluster(db, cluster, owner, LEASE_MS);
    } catch (error) {
      logger.warn(`Cannot renew the watch of ${cluster}: ${error}`);
      return false;
    }
  }

  private begin(): Holding | undefined {
    const { context, cluster, circuit, poke } = this.options;
    const client = this.findClient();
    if (!client) return undefined;
    const sign = new SignWriter(context, cluster);
    const feed = new ClusterFeed(context, client);
    const observer = new Observer(context, cluster, feed, poke);
    let hasBeenLive = false;
    feed.start({
      onChange: change => observer.onChange(change),
      onLive: (isLive, error) => {
        sign.note(isLive, error);
        if (!isLive) return;
        circuit.answered();
        observer.onLive(hasBeenLive);
        hasBeenLive = true;
      },
    });
    return { feed, observer, sign, isAway: false };
  }

  /** What is to be done now and then while the watches run. */
  private async tend(holding: Holding): Promise<void> {
    const { feed, sign } = holding;
    const { context, cluster, circuit } = this.options;
    try {
      await feed.followHeldKinds();
      if (!sign.isDue) return;
      const client = context.clusters.get(cluster);
      const error = await pingCluster(client, this.stopping.signal);
      if (this.stopping.signal.aborted) return;
      if (!error) circuit.answered();
      if (!error && holding.isAway) await feed.reconnect();
      holding.isAway = error !== undefined;
      await sign.write(feed.isLive && !error, error);
    } catch (error) {
      if (this.stopping.signal.aborted) return;
      context.logger.warn(
        `The watch of ${cluster} cannot be kept up: ${toError(error).message}`,
      );
    }
  }

  private findClient(): ClusterClient | undefined {
    const { context, cluster } = this.options;
    try {
      return context.clusters.get(cluster);
    } catch (error) {
      context.logger.warn(`The cluster ${cluster} is not watched: ${error}`);
      return undefined;
    }
  }
}

async function end({ feed, observer }: Holding): Promise<void> {
  await feed.stop();
  await observer.stop();
}
