import { Explanation } from 'backstage-plugin-stagings-common';

/** When hooks run, in the words of Helm: https://helm.sh/docs/topics/charts_hooks/. */
export const HOOK_EVENTS = [
  'pre-install',
  'post-install',
  'pre-upgrade',
  'post-upgrade',
  'pre-delete',
  'post-delete',
] as const;

export type HookEvent = (typeof HOOK_EVENTS)[number];

/** How far a hook got at one event of one operation. */
export interface HookRun {
  /**
   * A run that is `due` may be in the cluster already: its labels tell. One that is `started` certainly was
   * there, so that it is never started again, even when it is gone.
   */
  state: 'due' | 'started' | 'succeeded' | 'failed';
  /** Milliseconds since the epoch. */
  endedAt?: number;
  /** Why it failed. */
  explanation?: Explanation;
}

/** What the inventory remembers of a hook. */
export interface HookRecord {
  /** All events of the hook that a staging can meet. */
  events: HookEvent[];
  /** The operation that `runs` belong to. */
  operation?: string;
  runs: Partial<Record<HookEvent, HookRun>>;
}
