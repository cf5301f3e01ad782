import { JsonObject } from '../model/json';
import { apiVersionOf, resourceName } from '../model/kinds';
import { KubeObject } from '../model/objects';
import { expired } from '../model/StatusError';
import { Store, StoreEvent } from '../store/Store';
import { Exchange, flag } from './exchange';
import {
  invalidListOption,
  requestedVersion,
  Selection,
  selectionOf,
} from './list';
import { Target } from './target';

/** How often an idle watch that wants bookmarks gets one, in milliseconds. */
const BOOKMARK_MS = 60_000;

/** When a watch ends whose client set no `timeoutSeconds`. */
const DEFAULT_SECONDS = 1800;

type WatchEvent = { type: string; object: JsonObject };

/**
 * Answers a watch: what there is or what happened since a version, then every
 * change as it happens, one JSON document a line, until the time is over.
 *
 * @throws StatusError 422 when `sendInitialEvents` comes without its match
 */
export function answerWatch(
  exchange: Exchange,
  target: Target,
  store: Store,
): void {
  const { url } = exchange;
  const selects = selectionOf(target, url);
  const version = requestedVersion(url, store);
  const bookmarks = flag(url, 'allowWatchBookmarks');
  const initial = initialEvents(url);
  const stream = openStream(exchange, watchSeconds(url));

  const bookmark = (annotations?: JsonObject): WatchEvent => ({
    type: 'BOOKMARK',
    object: {
      kind: target.kind.kind,
      apiVersion: apiVersionOf(target.kind),
      metadata: {
        resourceVersion: String(store.version),
        ...(annotations && { annotations }),
      },
    },
  });

  if (initial || !version) {
    for (const object of store
      .list(target.kind, target.namespace)
      .filter(selects)) {
      stream.write({ type: 'ADDED', object });
    }
    if (initial && bookmarks)
      stream.write(bookmark({ 'k8s.io/initial-events-end': 'true' }));
  } else {
    const missed = store.eventsAfter(version);
    if (!missed) {
      const error = expired(
        `too old resource version: ${version} (${store.version})`,
      );
      stream.write({ type: 'ERROR', object: error.toBody() });
      stream.end();
      return;
    }
    for (const event of missed) forward(event, target, selects, stream.write);
  }

  const unsubscribe = store.subscribe(event =>
    forward(event, target, selects, stream.write),
  );
  const timer = bookmarks
    ? setInterval(() => stream.write(bookmark()), BOOKMARK_MS)
    : undefined;
  stream.beforeEnd(() => bookmarks && stream.write(bookmark()));
  stream.onClose(() => {
    unsubscribe();
    clearInterval(timer);
  });
}

function initialEvents(url: URL): boolean {
  const wanted = url.searchParams.get('sendInitialEvents');
  if (wanted === null) return false;
  if (url.searchParams.get('resourceVersionMatch') !== 'NotOlderThan') {
    throw invalidListOption(
      'resourceVersionMatch',
      'sendInitialEvents requires setting resourceVersionMatch to NotOlderThan',
    );
  }
  return wanted === 'true' || wanted === '1';
}

function watchSeconds(url: URL): number {
  const wanted = Number(url.searchParams.get('timeoutSeconds') ?? 0);
  return wanted > 0 ? wanted : DEFAULT_SECONDS;
}

/** An object that no longer matches leaves the watch as DELETED, one that now does enters as ADDED. */
function forward(
  event: StoreEvent,
  target: Target,
  selects: Selection,
  write: (event: WatchEvent) => void,
) {
  if (resourceName(event.kind) !== resourceName(target.kind)) return;
  const { object, previous } = event;
  const before = previous !== undefined && selects(previous);
  const after = event.type !== 'DELETED' && selects(object);
  if (before && after) write({ type: 'MODIFIED', object });
  else if (after) write({ type: 'ADDED', object });
  else if (before) write({ type: 'DELETED', object: gone(event, previous) });
}

function gone({ type, object }: StoreEvent, previous: KubeObject): KubeObject {
  return type === 'DELETED'
    ? object
    : {
        ...previous,
        metadata: {
          ...previous.metadata,
          resourceVersion: object.metadata.resourceVersion,
        },
      };
}

function openStream({ response }: Exchange, seconds: number) {
  response.writeHead(200, { 'Content-Type': 'application/json' });
  response.flushHeaders();
  let last: () => void = () => {};
  const end = setTimeout(() => {
    last();
    response.end();
  }, seconds * 1000);
  response.on('close', () => clearTimeout(end));
  return {
    write: (event: WatchEvent) => {
      if (!response.writableEnded) response.write(`${JSON.stringify(event)}\n`);
    },
    end: () => response.end(),
    beforeEnd: (action: () => void) => {
      last = action;
    },
    onClose: (action: () => void) => {
      response.on('close', action);
    },
  };
}
