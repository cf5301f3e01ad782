import {
  DELETE_POLICY_ANNOTATION,
  HOOK_ANNOTATION,
  HookEvent,
  listOf,
  namedHookEvents,
  WEIGHT_ANNOTATION,
} from '../model/hook';
import { describeObject, identityOf, KubeObject } from '../model/kubeObject';
import { RenderedObject } from '../model/rendering';
import { updateAt } from '../model/update';
import { unknownHookEvent } from './unknownHookEvent';

const PHASE_ANNOTATION = 'argocd.argoproj.io/hook';
const POLICY_ANNOTATION = 'argocd.argoproj.io/hook-delete-policy';
const WAVE_ANNOTATION = 'argocd.argoproj.io/sync-wave';

/** Phases of Argo CD that are events here. It cannot tell an install from an upgrade. */
const EVENTS: Readonly<Record<string, readonly HookEvent[]>> = {
  PreSync: ['pre-install', 'pre-upgrade'],
  PostSync: ['post-install', 'post-upgrade'],
  PreDelete: ['pre-delete'],
  PostDelete: ['post-delete'],
};

const PHASES = [...Object.keys(EVENTS), 'Sync', 'SyncFail', 'Skip'];

const POLICIES: Readonly<Record<string, string>> = {
  hooksucceeded: 'hook-succeeded',
  hookfailed: 'hook-failed',
  beforehookcreation: 'before-hook-creation',
};

/**
 * Says in Helm's words what objects say in those of Argo CD, https://argo-cd.readthedocs.io/en/stable/user-guide/resource_hooks/,
 * as far as both mean the same; a notice tells the rest. Where an object has the words of both, those of Helm count.
 *
 * @throws TerminalError for a phase that nobody knows
 */
export function translateArgoHooks(rendered: readonly RenderedObject[]): {
  objects: RenderedObject[];
  notices: string[];
} {
  const notices: string[] = [];
  const objects = rendered.flatMap(one => {
    const phases = phasesOf(one);
    const events = phases.flatMap(phase => EVENTS[phase] ?? []);
    const name = `${describeObject(identityOf(one.object))} in ${one.source}`;
    if (phases.includes('SyncFail')) {
      notices.push(`${name} does not run for SyncFail of Argo CD`);
    }
    if (events.length > 0) {
      return { ...one, object: inWordsOfHelm(one.object, events) };
    }
    if (phases.includes('Sync')) {
      notices.push(
        `${name} is no hook, since Sync of Argo CD means to be applied with all else: it runs again once it has changed`,
      );
      return one;
    }
    return phases.length > 0 ? [] : one;
  });
  return { objects, notices: [...notices, ...noticeOfWaves(objects)] };
}

/** The phases that count, as Argo CD writes them. */
function phasesOf(one: RenderedObject): string[] {
  if (namedHookEvents(one.object).length > 0) return [];
  return listOf(one.object.metadata.annotations?.[PHASE_ANNOTATION]).map(
    named => {
      const phase = PHASES.find(known => known.toLowerCase() === named);
      if (phase) return phase;
      throw unknownHookEvent(one, named, {
        annotation: PHASE_ANNOTATION,
        known: PHASES,
      });
    },
  );
}

function inWordsOfHelm(
  object: KubeObject,
  events: readonly HookEvent[],
): KubeObject {
  const { annotations = {} } = object.metadata;
  const wave = annotations[WAVE_ANNOTATION];
  const policies = listOf(annotations[POLICY_ANNOTATION]).flatMap(
    policy => POLICIES[policy] ?? [],
  );
  return updateAt(object, ['metadata', 'annotations'], () => ({
    ...annotations,
    [HOOK_ANNOTATION]: events.join(),
    ...(wave !== undefined && { [WEIGHT_ANNOTATION]: wave }),
    ...(policies.length > 0 && { [DELETE_POLICY_ANNOTATION]: policies.join() }),
  }));
}

function noticeOfWaves(objects: readonly RenderedObject[]): string[] {
  const [first, ...more] = objects.filter(
    ({ object }) =>
      object.metadata.annotations?.[WAVE_ANNOTATION] !== undefined &&
      namedHookEvents(object).length === 0,
  );
  if (!first) return [];
  const others = more.length > 0 ? ` and ${more.length} more` : '';
  return [
    `Sync waves of Argo CD order hooks alone; other objects are applied in the order of their kinds: ${describeObject(
      identityOf(first.object),
    )} in ${first.source}${others}`,
  ];
}
