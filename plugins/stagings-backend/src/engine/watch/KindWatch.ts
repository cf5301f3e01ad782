import { setTimeout as sleep } from 'node:timers/promises';
import { toError } from '@backstage/errors';
import { ApiResource, WatchState } from '../../cluster/types';
import { KubeObject } from '../../model/kubeObject';
import { Following, isForbidden, isUnknown } from './following';
import { KindWatchOptions } from './KindWatchOptions';
import { NamespaceWatches } from './NamespaceWatches';
import { project, WatchedObject } from './project';
import { kindName, WatchedKind } from './watchedKinds';

/** How often the cluster is asked for a kind while it does not answer, and while it does not know it. */
const DISCOVER_EVERY_MS = 5_000;
const UNKNOWN_RETRY_MS = 5 * 60_000;

/**
 * Follows all objects of one kind with the portal's label: in the whole cluster at once or, where that is
 * forbidden, in each namespace that has stagings.
 */
export class KindWatch {
  readonly kind: WatchedKind;
  following: Following = 'starting';
  private readonly options: KindWatchOptions;
  private readonly ending = new AbortController();
  private readonly done: Promise<void>;
  private fallback?: NamespaceWatches;
  /** The namespaces that were read completely; `undefined` is in it when all were. */
  private readonly synced = new Set<string | undefined>();

  constructor(options: KindWatchOptions) {
    this.options = options;
    this.kind = options.kind;
    this.done = this.run();
  }

  /** Whether what is not there of this kind is known not to be there. */
  knows(namespace: string): boolean {
    return this.synced.has(undefined) || this.synced.has(namespace);
  }

  async stop(): Promise<void> {
    this.ending.abort();
    await this.done;
    await this.fallback?.stop();
  }

  private async run(): Promise<void> {
    const { client, labelSelector, sink } = this.options;
    const { signal } = this.ending;
    const resource = await this.discover();
    if (!resource) return;
    await client.watch(resource, {
      labelSelector,
      project: this.project,
      signal,
      onSynced: objects => this.take(objects, undefined),
      onEvent: ({ type, object }) => sink.onEvent(type, object),
      onState: state => this.onState(resource, state),
    });
  }

  /** The kind in the cluster, as soon as it has it; undefined when the watch is stopped before. */
  private async discover(): Promise<ApiResource | undefined> {
    const { client, kind, logger } = this.options;
    const { signal } = this.ending;
    while (!signal.aborted) {
      let retry = DISCOVER_EVERY_MS;
      try {
        const found = await client.findResource(kind.apiVersion, kind.kind);
        if (found?.verbs.includes('watch')) return found;
        retry = UNKNOWN_RETRY_MS;
        this.enter('refused');
      } catch (error) {
        logger.debug(`Discovery of ${kindName(kind)} failed: ${error}`);
        this.enter('lagging', toError(error));
      }
      await sleep(retry, undefined, { signal }).catch(() => {
        // Aborted: the loop ends.
      });
    }
    return undefined;
  }

  private readonly project = (object: KubeObject): WatchedObject =>
    project({ ...object, ...this.kind });

  private take(objects: WatchedObject[], namespace: string | undefined): void {
    this.synced.add(namespace);
    this.options.sink.onSynced(this.kind, objects, namespace);
  }

  private onState(resource: ApiResource, state: WatchState): void {
    switch (state.status) {
      case 'live':
        this.endFallback();
        this.enter('live');
        break;
      case 'interrupted':
      case 'disabled':
        if (isForbidden(state.error) && resource.namespaced) {
          this.fallBack(resource);
        } else if (
          state.status === 'disabled' ||
          isForbidden(state.error) ||
          isUnknown(state.error)
        ) {
          this.refuse(state.error);
        } else {
          this.enter('lagging', state.error);
        }
        break;
      default:
        break;
    }
  }

  private fallBack(resource: ApiResource): void {
    if (this.fallback) return;
    this.synced.delete(undefined);
    this.fallback = new NamespaceWatches({
      ...this.options,
      resource,
      project: this.project,
      onSynced: (objects, namespace) => this.take(objects, namespace),
      onFollowing: (following, error) =>
        following === 'refused'
          ? this.refuse(error)
          : this.enter(following, error),
    });
  }

  private endFallback(): void {
    const { fallback } = this;
    this.fallback = undefined;
    fallback?.stop();
  }

  private refuse(error: Error | undefined): void {
    this.synced.clear();
    this.enter('refused', error);
  }

  private enter(following: Following, error?: Error): void {
    if (this.following === following || this.ending.signal.aborted) return;
    this.following = following;
    this.options.sink.onFollowing(this.kind, following, error);
  }
}
