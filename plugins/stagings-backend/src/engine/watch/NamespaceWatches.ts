import { setTimeout as sleep } from 'node:timers/promises';
import { toError } from '@backstage/errors';
import { ApiResource, WatchState } from '../../cluster/types';
import { KubeObject } from '../../model/kubeObject';
import { Following, isForbidden } from './following';
import { KindWatchOptions } from './KindWatchOptions';
import { WatchedObject } from './project';

/** So many namespaces are watched; those beyond are read now and then. */
const MOST_WATCHES = 50;
const POLL_MS = 30_000;
/** How soon new namespaces are noticed. */
const LOOK_EVERY_MS = 5_000;

/** What the watches of one kind in single namespaces work with. */
interface NamespaceWatchesOptions extends Omit<KindWatchOptions, 'kind'> {
  resource: ApiResource;
  project(object: KubeObject): WatchedObject;
  onSynced(objects: WatchedObject[], namespace: string): void;
  onFollowing(following: Following, error?: Error): void;
}

/** One namespace that is watched. */
interface NamespaceWatch {
  ending: AbortController;
  done: Promise<void>;
  following: Following;
}

/** Follows one kind in each namespace that has stagings, where the account may not do so in the whole cluster. */
export class NamespaceWatches {
  private readonly options: NamespaceWatchesOptions;
  private readonly ending = new AbortController();
  private readonly watches = new Map<string, NamespaceWatch>();
  private readonly done: Promise<void>;
  private polledAt = 0;

  constructor(options: NamespaceWatchesOptions) {
    this.options = options;
    this.done = this.run();
  }

  async stop(): Promise<void> {
    this.ending.abort();
    for (const { ending } of this.watches.values()) ending.abort();
    await this.done;
    await Promise.all([...this.watches.values()].map(({ done }) => done));
  }

  private async run(): Promise<void> {
    const { signal } = this.ending;
    while (!signal.aborted) {
      try {
        const namespaces = await this.options.namespaces();
        this.follow(namespaces.slice(0, MOST_WATCHES));
        await this.poll(namespaces.slice(MOST_WATCHES));
      } catch (error) {
        this.options.onFollowing('lagging', toError(error));
      }
      await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => {
        // Aborted: the loop ends.
      });
    }
  }

  private follow(namespaces: string[]): void {
    if (this.ending.signal.aborted) return;
    for (const [namespace, { ending }] of this.watches) {
      if (namespaces.includes(namespace)) continue;
      ending.abort();
      this.watches.delete(namespace);
    }
    for (const namespace of namespaces) {
      if (!this.watches.has(namespace)) this.open(namespace);
    }
    if (namespaces.length === 0) this.report(undefined);
  }

  private open(namespace: string): void {
    const { client, resource, labelSelector, project, sink } = this.options;
    const ending = new AbortController();
    const watch: NamespaceWatch = {
      ending,
      following: 'starting',
      done: Promise.resolve(),
    };
    this.watches.set(namespace, watch);
    watch.done = client.watch(resource, {
      namespace,
      labelSelector,
      project,
      signal: ending.signal,
      onSynced: objects => this.options.onSynced(objects, namespace),
      onEvent: ({ type, object }) => sink.onEvent(type, object),
      onState: state => {
        watch.following = followingOf(state);
        this.report('error' in state ? state.error : undefined);
      },
    });
  }

  /** Reads the namespaces that are too many to watch. */
  private async poll(namespaces: string[]): Promise<void> {
    if (namespaces.length === 0 || Date.now() - this.polledAt < POLL_MS) return;
    this.polledAt = Date.now();
    const { client, resource, labelSelector, project } = this.options;
    for (const namespace of namespaces) {
      if (this.ending.signal.aborted) return;
      const objects = await client.list(resource, { namespace, labelSelector });
      this.options.onSynced(objects.map(project), namespace);
    }
  }

  /** The worst of all namespaces; those that may not be watched either keep the others from nothing. */
  private report(error: Error | undefined): void {
    if (this.ending.signal.aborted) return;
    const all = [...this.watches.values()].map(watch => watch.following);
    const open = all.filter(following => following !== 'refused');
    if (all.length > 0 && open.length === 0) {
      this.options.onFollowing('refused', error);
    } else if (open.includes('lagging')) {
      this.options.onFollowing('lagging', error);
    } else if (!open.includes('starting')) {
      this.options.onFollowing('live');
    }
  }
}

function followingOf(state: WatchState): Following {
  switch (state.status) {
    case 'live':
      return 'live';
    case 'connecting':
      return 'starting';
    default:
      return isForbidden(state.error) ? 'refused' : 'lagging';
  }
}
