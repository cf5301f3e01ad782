import { at } from '../model/json';
import { K } from '../model/kinds';
import { Cluster } from './controller';

/** How long Events are kept, and how often old ones are looked for, in milliseconds. */
const KEPT_MS = 3_600_000;
const EVERY_MS = 60_000;

/** Removes Events that are older than an hour. */
export function dropOldEvents(cluster: Cluster): void {
  const { objects, clock } = cluster;
  for (const event of objects.store.list(K.event)) {
    const last = String(
      at(event, 'lastTimestamp') ?? event.metadata.creationTimestamp,
    );
    if (Date.now() - Date.parse(last) <= KEPT_MS) continue;
    const { namespace, name } = event.metadata;
    objects.delete({ kind: K.event, namespace, name });
  }
  clock.after(EVERY_MS, () => dropOldEvents(cluster));
}
