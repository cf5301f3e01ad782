import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { ClusterClient, WatchState } from '../../cluster/types';
import { KubeObject } from '../../model/kubeObject';
import { INSTALLATION_LABEL } from '../../model/labels';
import { claimCluster } from '../../store';
import { EngineContext } from '../context';
import { LiveObjects } from './LiveObjects';
import { Observer } from './Observer';
import { project } from './project';
import { WATCHED_KINDS } from './watchedKinds';

/** Another replica takes a dead one's watches over after this. */
const LEASE_MS = 15_000;
const RENEW_EVERY_MS = 5_000;

/** Follows the stagings' objects of one cluster, while this replica holds the cluster's lease. */
export class ClusterWatcher {
  private readonly context: EngineContext;
  private readonly cluster: string;
  private readonly stopping = new AbortController();
  private loop: Promise<void> = Promise.resolve();

  constructor(context: EngineContext, cluster: string) {
    this.context = context;
    this.cluster = cluster;
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
    let holding: { end: AbortController; done: Promise<void> } | undefined;
    while (!signal.aborted) {
      const held = await this.claim();
      if (held && !holding) {
        const end = new AbortController();
        holding = { end, done: this.watchAll(end.signal) };
      } else if (!held && holding) {
        holding.end.abort();
        await holding.done;
        holding = undefined;
      }
      await sleep(RENEW_EVERY_MS, undefined, { signal }).catch(() => {
        // Aborted: the loop ends.
      });
    }
    holding?.end.abort();
    await holding?.done;
  }

  private async claim(): Promise<boolean> {
    const { db, owner, logger } = this.context;
    try {
      return await claimCluster(db, this.cluster, owner, LEASE_MS);
    } catch (error) {
      logger.warn(`Cannot renew the watch of ${this.cluster}: ${error}`);
      return false;
    }
  }

  private async watchAll(signal: AbortSignal): Promise<void> {
    const client = this.findClient();
    if (!client) return;
    // Every watch listens to the one signal that ends them all; Node warns from the eleventh on.
    setMaxListeners(WATCHED_KINDS.length * 10, signal);
    const live = new LiveObjects();
    const observer = new Observer(this.context, this.cluster, live);
    await Promise.all(
      WATCHED_KINDS.map(async ({ apiVersion, kind }) => {
        const resource = await this.findResource(
          client,
          apiVersion,
          kind,
          signal,
        );
        if (!resource) return;
        const identify = (object: KubeObject) => ({
          ...object,
          apiVersion,
          kind,
        });
        await client.watch(resource, {
          labelSelector: `${INSTALLATION_LABEL}=${this.context.installation}`,
          project: object => project(identify(object)),
          signal,
          onSynced: objects => {
            for (const name of live.replace(apiVersion, kind, objects)) {
              observer.schedule(name);
            }
          },
          onEvent: ({ type, object }) => {
            const name =
              type === 'deleted' ? live.remove(object) : live.put(object);
            if (name) observer.schedule(name);
          },
          onState: state => this.report(kind, state),
        });
      }),
    );
    await observer.stop();
  }

  private findClient(): ClusterClient | undefined {
    try {
      return this.context.clusters.get(this.cluster);
    } catch (error) {
      this.context.logger.warn(
        `The cluster ${this.cluster} is not watched: ${error}`,
      );
      return undefined;
    }
  }

  /** Discovery, tried until the cluster answers: it may come up after the portal. */
  private async findResource(
    client: ClusterClient,
    apiVersion: string,
    kind: string,
    signal: AbortSignal,
  ) {
    while (!signal.aborted) {
      try {
        return await client.findResource(apiVersion, kind);
      } catch (error) {
        this.context.logger.debug(`Discovery of ${kind} failed: ${error}`);
        await sleep(RENEW_EVERY_MS, undefined, { signal }).catch(() => {
          // Aborted: the loop ends.
        });
      }
    }
    return undefined;
  }

  private report(kind: string, state: WatchState): void {
    if (state.status !== 'interrupted' && state.status !== 'disabled') return;
    this.context.logger.warn(
      `The watch of ${kind} in ${this.cluster} is ${state.status}: ${state.error.message}`,
    );
  }
}
