import { Explanation } from 'backstage-plugin-stagings-common';
import { KubeObject } from './kubeObject';

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

export const HOOK_ANNOTATION = 'helm.sh/hook';
export const WEIGHT_ANNOTATION = 'helm.sh/hook-weight';
export const DELETE_POLICY_ANNOTATION = 'helm.sh/hook-delete-policy';

/** What an object says that it is a hook for, in lower case, whether or not there is such an event. */
export function namedHookEvents({ metadata }: KubeObject): string[] {
  return listOf(metadata.annotations?.[HOOK_ANNOTATION]);
}

/** The events that make an object a hook; none where it is none. */
export function hookEventsOf(object: KubeObject): HookEvent[] {
  return namedHookEvents(object).filter(isHookEvent);
}

/** Whether there is an event of that name. */
export function isHookEvent(event: string): event is HookEvent {
  return HOOK_EVENTS.some(known => known === event);
}

/** The items of an annotation that lists words, in lower case. */
export function listOf(annotation: string | undefined): string[] {
  return (annotation ?? '')
    .split(',')
    .map(item => item.trim().toLocaleLowerCase('en-US'))
    .filter(item => item !== '');
}

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
