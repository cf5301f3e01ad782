import { ClusterClient, WatchEvent } from '../../cluster/types';
import { identityKey, identityOf } from '../../model/kubeObject';
import { INSTALLATION_LABEL } from '../../model/labels';
import { heldKinds, heldNamespaces } from '../../store';
import { EngineContext } from '../context';
import { refOf } from '../apply/ownership';
import { Following } from './following';
import { KindWatch } from './KindWatch';
import { WatchSink } from './KindWatchOptions';
import { Change, LiveObjects } from './LiveObjects';
import { project, WatchedObject } from './project';
import {
  BASE_KINDS,
  furtherKinds,
  isBaseKind,
  kindName,
  WatchedKind,
} from './watchedKinds';

/** What a feed tells. */
export interface FeedListener {
  /** Something of a staging changed. */
  onChange(change: Change): void;
  /** The cluster is followed as a whole now, or not any more. */
  onLive(isLive: boolean, error?: Error): void;
}

/** All that is seen of one cluster: the objects of its stagings, and which kinds of them are followed. */
export class ClusterFeed implements WatchSink {
  readonly live = new LiveObjects();
  private readonly context: EngineContext;
  private readonly client: ClusterClient;
  private listener?: FeedListener;
  private readonly watches = new Map<string, KindWatch>();
  private wasLive = false;
  private isStopped = false;

  constructor(context: EngineContext, client: ClusterClient) {
    this.context = context;
    this.client = client;
  }

  start(listener: FeedListener): void {
    this.listener = listener;
    for (const kind of BASE_KINDS) this.open(kind);
  }

  /** Whether all kinds are followed that are always watched, as far as the account may. */
  get isLive(): boolean {
    const all = BASE_KINDS.map(kind => this.followingOf(kind));
    return (
      all.includes('live') &&
      all.every(following => following === 'live' || following === 'refused')
    );
  }

  followingOf(kind: WatchedKind): Following | undefined {
    return this.watches.get(kindName(kind))?.following;
  }

  /** Whether an object of the kind that is not in `live` is not in the namespace. */
  knows(kind: WatchedKind, namespace: string): boolean {
    return this.watches.get(kindName(kind))?.knows(namespace) ?? false;
  }

  /** Watches, besides the base kinds, just those that the inventories of the cluster hold. */
  async followHeldKinds(): Promise<void> {
    const { db } = this.context;
    const held = furtherKinds(await heldKinds(db, this.client.name));
    const wanted = new Set(held.map(kindName));
    for (const [name, watch] of [...this.watches]) {
      if (isBaseKind(watch.kind) || wanted.has(name)) continue;
      this.watches.delete(name);
      await watch.stop();
      for (const object of this.listed(watch.kind)) this.live.remove(object);
    }
    if (this.isStopped) return;
    for (const kind of held) {
      if (!this.watches.has(kindName(kind))) this.open(kind);
    }
  }

  /** Begins anew with what is not followed: the cluster was away, and answers again. */
  async reconnect(): Promise<void> {
    for (const watch of [...this.watches.values()]) {
      if (watch.following !== 'lagging') continue;
      await watch.stop();
      if (!this.isStopped) this.open(watch.kind);
    }
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    await Promise.all([...this.watches.values()].map(watch => watch.stop()));
  }

  onSynced(
    kind: WatchedKind,
    objects: WatchedObject[],
    namespace: string | undefined,
  ): void {
    const present = new Set(objects.map(keyOf));
    for (const known of this.listed(kind, namespace)) {
      if (!present.has(keyOf(known))) this.vanished(known);
    }
    for (const object of objects) this.tell(this.live.put(object));
  }

  onEvent(type: WatchEvent['type'], object: WatchedObject): void {
    if (type === 'deleted') this.vanished(object);
    else this.tell(this.live.put(object));
  }

  onFollowing(kind: WatchedKind, following: Following, error?: Error): void {
    const { logger } = this.context;
    if (following === 'refused') {
      const message = `${kind.kind} of ${
        kind.apiVersion
      } cannot be watched in ${this.client.name}: ${
        error?.message ?? 'the cluster does not serve it'
      }`;
      if (isBaseKind(kind) && error) logger.warn(message);
      else logger.info(message);
    }
    if (!isBaseKind(kind) || this.isStopped) return;
    const { isLive } = this;
    if (isLive !== this.wasLive || (!isLive && error)) {
      this.listener?.onLive(isLive, error);
    }
    this.wasLive = isLive;
  }

  private open(kind: WatchedKind): void {
    const { installation, logger, db } = this.context;
    this.watches.set(
      kindName(kind),
      new KindWatch({
        client: this.client,
        kind,
        labelSelector: `${INSTALLATION_LABEL}=${installation}`,
        sink: this,
        namespaces: () => heldNamespaces(db, this.client.name),
        logger,
      }),
    );
  }

  /**
   * An object is gone, or only its label is: the cluster tells both in the same way. What a controller made is
   * believed to be gone, and so is all of a namespace that is going.
   */
  private vanished(object: WatchedObject): void {
    const isIndependent = object.fingerprint !== undefined;
    if (!isIndependent || this.isGoing(object.metadata.namespace)) {
      this.tell(this.live.remove(object));
      return;
    }
    this.verify(object).catch(error =>
      this.context.logger.debug(
        `Cannot look for ${object.kind} ${object.metadata.name}: ${error}`,
      ),
    );
  }

  private async verify(object: WatchedObject): Promise<void> {
    const found = await this.client.get(refOf(object));
    if (this.isStopped) return;
    if (found && found.metadata.uid === object.metadata.uid) {
      const { labels } = object.metadata;
      const kept = project({ ...found, apiVersion: object.apiVersion });
      const change = this.live.put({
        ...kept,
        metadata: { ...kept.metadata, labels },
      });
      this.tell(change && { ...change, isEdited: true });
    } else if (!found) {
      this.tell(this.live.remove(object));
    }
  }

  private isGoing(namespace = ''): boolean {
    const { deletionTimestamp } =
      this.live.namespace(namespace)?.metadata ?? {};
    return deletionTimestamp !== undefined;
  }

  private listed(kind: WatchedKind, namespace?: string): WatchedObject[] {
    return this.live.listKind(kind.apiVersion, kind.kind, namespace);
  }

  private tell(change: Change | undefined): void {
    if (change && !this.isStopped) this.listener?.onChange(change);
  }
}

function keyOf(object: WatchedObject): string {
  return identityKey(identityOf(object));
}
