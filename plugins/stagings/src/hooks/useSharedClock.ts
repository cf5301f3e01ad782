import { useSyncExternalStore } from 'react';

const TICK_MS = 1_000;

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let now = Date.now();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tick, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function tick() {
  now = Date.now();
  listeners.forEach(listener => listener());
}

/**
 * Something that follows from the time, which is the same for all that show it and moves once a second: one
 * timer for the page. What uses it is rendered again only when the result is another one.
 */
export function useFromClock<T extends string | number | boolean>(
  derive: (now: number) => T,
): T {
  return useSyncExternalStore(subscribe, () => {
    if (timer === undefined) now = Date.now();
    return derive(now);
  });
}

const same = (time: number) => time;

/** The time in milliseconds, for what shows every second of it. */
export function useSharedClock(): number {
  return useFromClock(same);
}
