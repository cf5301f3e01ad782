import { Explanation, Hint } from 'backstage-plugin-stagings-common';
import { describeObject, identityOf, KubeObject } from '../../model/kubeObject';
import { timeAt } from '../../model/read';
import { evidenceOf } from '../apply/ownership';
import { since } from './age';

/** Finalizers that go by themselves as soon as something else is gone, with what that is. */
const PASSING: Readonly<Record<string, string>> = {
  foregroundDeletion: 'what belongs to it is removed',
  'kubernetes.io/pvc-protection': 'no pod uses it any more',
  'kubernetes.io/pv-protection': 'no claim uses it any more',
};

function hintFor(finalizers: readonly string[]): Hint {
  const passing = finalizers.flatMap(finalizer => PASSING[finalizer] ?? []);
  if (passing.length === finalizers.length) {
    return {
      text: `Nothing to do: it goes as soon as ${passing.join(' and ')}.`,
      audience: 'engineer',
    };
  }
  const owners = finalizers.filter(finalizer => !(finalizer in PASSING));
  return {
    text: `See why the controller that ${owners.join(
      ', ',
    )} belongs to does not finish; it goes on by itself then. Take the finalizer off by hand only where that controller is gone for good, or forget the staging.`,
    audience: 'platform',
  };
}

/** Whether an object is being removed and something still has to be done before it goes. */
export function isHeld({ metadata }: KubeObject): boolean {
  return Boolean(metadata.deletionTimestamp && metadata.finalizers?.length);
}

/** What an object that is being removed waits for. */
export function explainHeld(object: KubeObject, now: number): Explanation {
  const finalizers = object.metadata.finalizers ?? [];
  const age = now - (timeAt(object, 'metadata', 'deletionTimestamp') ?? now);
  return {
    reason: 'FinalizerPending',
    message: `${describeObject(identityOf(object))} waits for its finalizer${
      finalizers.length > 1 ? 's' : ''
    } ${finalizers.join(', ')}${since(age)}`,
    evidence: { object: evidenceOf(object) },
    hint: hintFor(finalizers),
  };
}

/**
 * The object that most likely holds a removal up: one whose finalizer does not go by itself, and of these
 * the oldest.
 */
export function mostHeld(
  objects: readonly KubeObject[],
): KubeObject | undefined {
  return objects
    .filter(isHeld)
    .sort(
      (one, other) =>
        Number(isPassing(one)) - Number(isPassing(other)) ||
        deletedAt(one) - deletedAt(other),
    )[0];
}

function isPassing({ metadata }: KubeObject): boolean {
  return (metadata.finalizers ?? []).every(finalizer => finalizer in PASSING);
}

function deletedAt(object: KubeObject): number {
  return timeAt(object, 'metadata', 'deletionTimestamp') ?? 0;
}

const SHOWN = 3;
/** What passes by itself usually does so within seconds, and then there is nothing to say about it. */
const USUALLY_PASSED_MS = 60_000;

/** What is left of a removal, and what it waits for. */
export function explainLeft(
  left: readonly KubeObject[],
  now: number,
): Explanation {
  const held = mostHeld(left);
  if (held && (!isPassing(held) || now - deletedAt(held) > USUALLY_PASSED_MS)) {
    return explainHeld(held, now);
  }
  const names = left.map(object => describeObject(identityOf(object)));
  return {
    reason: 'ObjectsTerminating',
    message: `Removing ${names.slice(0, SHOWN).join(', ')}${
      names.length > SHOWN ? ` and ${names.length - SHOWN} more` : ''
    }`,
  };
}
