import {
  DELETE_POLICY_ANNOTATION,
  HOOK_ANNOTATION,
  HOOK_EVENTS,
  HookEvent,
  hookEventsOf,
  isHookEvent,
  listOf,
  namedHookEvents,
  WEIGHT_ANNOTATION,
} from '../model/hook';
import { describeObject, identityOf, KubeObject } from '../model/kubeObject';
import { RenderedObject } from '../model/rendering';
import { StagingRecord } from '../model/staging';
import { compareInOrder } from './order';
import { unknownHookEvent } from './unknownHookEvent';

/** Events that never happen to a staging. */
const IGNORED_EVENTS = [
  'test',
  'test-success',
  'test-failure',
  'pre-rollback',
  'post-rollback',
];

/** An event of Helm 2. */
const GIVEN_UP_EVENT = 'crd-install';

/** When a hook's object is removed; without any, before its next run. */
export type HookDeletePolicy =
  | 'before-hook-creation'
  | 'hook-succeeded'
  | 'hook-failed';

/** An object that is not part of what is deployed, but runs around it. */
export interface Hook {
  object: KubeObject;
  events: HookEvent[];
  /** Lower ones run first. */
  weight: number;
  /** Unknown ones have no effect, as in Helm. */
  deletePolicies: string[];
}

function weightOf({ metadata }: KubeObject): number {
  const text = metadata.annotations?.[WEIGHT_ANNOTATION]?.trim() ?? '';
  return /^[+-]?\d+$/.test(text) ? Number(text) : 0;
}

/**
 * Leaves out hooks that are only for tests and rollbacks. One for an event that Helm gave up is an object as any
 * other, which a notice says.
 *
 * @throws TerminalError for an event that nobody knows
 */
export function withoutIgnoredHooks(rendered: readonly RenderedObject[]): {
  objects: RenderedObject[];
  notices: string[];
} {
  const notices: string[] = [];
  const objects = rendered.filter(one => {
    const { object, source } = one;
    const events = namedHookEvents(object);
    const needed = events.filter(event => !IGNORED_EVENTS.includes(event));
    const [other, ...more] = needed.filter(event => !isHookEvent(event));
    if (other === undefined) return events.length === 0 || needed.length > 0;
    const unknown = [other, ...more].find(event => event !== GIVEN_UP_EVENT);
    if (unknown !== undefined) {
      throw unknownHookEvent(one, unknown, {
        annotation: HOOK_ANNOTATION,
        known: HOOK_EVENTS,
      });
    }
    notices.push(
      `${describeObject(
        identityOf(object),
      )} in ${source} is no hook: ${GIVEN_UP_EVENT} was given up by Helm; custom resource definitions are applied before everything else`,
    );
    return true;
  });
  return { objects, notices };
}

/** Tells hooks from the objects that stay. The renderer makes no difference: the annotations decide. */
export function splitHooks(objects: readonly KubeObject[]): {
  objects: KubeObject[];
  hooks: Hook[];
} {
  const isHook = (object: KubeObject) => hookEventsOf(object).length > 0;
  return {
    objects: objects.filter(object => !isHook(object)),
    hooks: objects.filter(isHook).map(object => ({
      object,
      events: hookEventsOf(object),
      weight: weightOf(object),
      deletePolicies: listOf(
        object.metadata.annotations?.[DELETE_POLICY_ANNOTATION],
      ),
    })),
  };
}

/** The hooks of an event in the order in which they run, one after the other: by weight, kind and name. */
export function hooksOf(hooks: readonly Hook[], event: HookEvent): Hook[] {
  return hooks
    .filter(({ events }) => events.includes(event))
    .sort(
      (one, other) =>
        one.weight - other.weight ||
        compareInOrder(identityOf(one.object), identityOf(other.object)),
    );
}

/** The events before and after a deploy: it is an install until a revision was deployed without error. */
export function deployEvents({
  deployedRevision,
}: Pick<StagingRecord, 'deployedRevision'>): {
  before: HookEvent;
  after: HookEvent;
} {
  return deployedRevision === undefined
    ? { before: 'pre-install', after: 'post-install' }
    : { before: 'pre-upgrade', after: 'post-upgrade' };
}
