import { LoggerService } from '@backstage/backend-plugin-api';
import { ClusterClient, WatchEvent } from '../../cluster/types';
import { Following } from './following';
import { WatchedObject } from './project';
import { WatchedKind } from './watchedKinds';

/** Where a watch delivers to. */
export interface WatchSink {
  /** All there is now, in one namespace or in all. */
  onSynced(
    kind: WatchedKind,
    objects: WatchedObject[],
    namespace: string | undefined,
  ): void;
  onEvent(type: WatchEvent['type'], object: WatchedObject): void;
  onFollowing(kind: WatchedKind, following: Following, error?: Error): void;
}

/** What a watch of one kind works with. */
export interface KindWatchOptions {
  client: ClusterClient;
  kind: WatchedKind;
  labelSelector: string;
  sink: WatchSink;
  /** The namespaces to fall back to where the whole cluster may not be watched. */
  namespaces(): Promise<string[]>;
  logger: LoggerService;
}
