import { HookEvent, HookRecord, HookRun } from '../model/hook';
import { InventoryEntry } from '../model/inventory';
import {
  identityKey,
  identityOf,
  KubeObject,
  versionOf,
} from '../model/kubeObject';
import { Hook } from './hooks';

/**
 * The inventory with all hooks of a render, also those that are not due now, so that a delete knows of its
 * own. What the same operation did already stays.
 * @param due - the operation that runs hooks, and its events; undefined where none is to run
 */
export function recordHooks(
  inventory: readonly InventoryEntry[],
  hooks: readonly Hook[],
  revision: number,
  due?: { operation: string; events: readonly HookEvent[] },
): InventoryEntry[] {
  const entries = new Map(inventory.map(entry => [identityKey(entry), entry]));
  for (const { object, events } of mergeNamesakes(hooks)) {
    const identity = identityOf(object);
    const key = identityKey(identity);
    const known = entries.get(key);
    entries.set(key, {
      actuation: 'pending',
      ...known,
      ...identity,
      version: versionOf(object.apiVersion),
      revision,
      hook: recordOf(known?.hook, events, due),
    });
  }
  return [...entries.values()];
}

/** Hooks of one name for different events, such as a Job before an install and another before an upgrade, as one. */
function mergeNamesakes(
  hooks: readonly Hook[],
): Array<Pick<Hook, 'object' | 'events'>> {
  const merged = new Map<string, Pick<Hook, 'object' | 'events'>>();
  for (const { object, events } of hooks) {
    const key = identityKey(identityOf(object));
    const others = merged.get(key)?.events ?? [];
    merged.set(key, { object, events: [...others, ...events] });
  }
  return [...merged.values()];
}

function recordOf(
  known: HookRecord | undefined,
  events: HookEvent[],
  due: { operation: string; events: readonly HookEvent[] } | undefined,
): HookRecord {
  if (!due) return { runs: {}, ...known, events };
  const runs = known?.operation === due.operation ? known.runs : {};
  const wanted = due.events.filter(event => events.includes(event));
  const fresh = wanted.map((event): [HookEvent, HookRun] => [
    event,
    { state: 'due' },
  ]);
  return {
    events,
    operation: due.operation,
    runs: { ...Object.fromEntries(fresh), ...runs },
  };
}

/** The inventory with how far a hook got, and with what the cluster answered where it did. */
export function withRun(
  inventory: readonly InventoryEntry[],
  hook: KubeObject,
  event: HookEvent,
  run: HookRun,
  answer?: KubeObject,
): InventoryEntry[] {
  const key = identityKey(identityOf(hook));
  return inventory.map(entry =>
    identityKey(entry) === key && entry.hook
      ? {
          ...entry,
          ...(answer && { actuation: 'applied', uid: answer.metadata.uid }),
          hook: {
            ...entry.hook,
            runs: { ...entry.hook.runs, [event]: run },
          },
        }
      : entry,
  );
}

/** How a hook stands at an event of an operation; undefined where it was never due. */
export function runOf(
  inventory: readonly InventoryEntry[],
  hook: KubeObject,
  operation: string,
  event: HookEvent,
): HookRun | undefined {
  const key = identityKey(identityOf(hook));
  const record = inventory.find(entry => identityKey(entry) === key)?.hook;
  return record?.operation === operation ? record.runs[event] : undefined;
}

/** The inventory after an event whose hooks have ended or are given up: none of them is due any more. */
export function skipHooks(
  inventory: readonly InventoryEntry[],
  operation: string,
  event: HookEvent,
): InventoryEntry[] {
  return inventory.map(entry => {
    if (!entry.hook?.events.includes(event)) return entry;
    const runs = entry.hook.operation === operation ? entry.hook.runs : {};
    const run: HookRun =
      runs[event]?.state === 'succeeded' ? runs[event] : { state: 'failed' };
    return {
      ...entry,
      hook: { ...entry.hook, operation, runs: { ...runs, [event]: run } },
    };
  });
}

/** Whether a hook was started that has not ended, as far as is recorded. */
export function runsHook(inventory: readonly InventoryEntry[]): boolean {
  return inventory.some(({ hook }) =>
    Object.values(hook?.runs ?? {}).some(({ state }) => state === 'started'),
  );
}

/** How all hooks of an event stand; after one that failed, the others do not run. */
export type EventProgress = 'none' | 'open' | 'succeeded' | 'failed';

/** @param operation - any where missing: the last one that recorded runs */
export function eventProgress(
  inventory: readonly InventoryEntry[],
  event: HookEvent,
  operation?: string,
): EventProgress {
  const states = inventory.flatMap(({ hook }) => {
    if (!hook || (operation && hook.operation !== operation)) return [];
    return hook.runs[event]?.state ?? [];
  });
  if (states.length === 0) return 'none';
  if (states.includes('failed')) return 'failed';
  return states.every(state => state === 'succeeded') ? 'succeeded' : 'open';
}

/** When the last hook of an operation ended, milliseconds since the epoch. */
export function lastHookEnd(
  inventory: readonly InventoryEntry[],
  operation: string,
): number | undefined {
  const ends = inventory.flatMap(({ hook }) =>
    hook?.operation === operation
      ? Object.values(hook.runs).flatMap(({ endedAt }) => endedAt ?? [])
      : [],
  );
  return ends.length === 0 ? undefined : Math.max(...ends);
}
