import { useApi } from '@backstage/core-plugin-api';
import { useEffect, useState } from 'react';
import { stagingsApiRef } from '../../api/stagingsApiRef';

/** Drafts by what they are of, for as long as the portal is open. Not on disk: parameters may hold secrets. */
const keptBy = new WeakMap<object, Map<string, unknown>>();

/** A draft, and what can be done with it. */
export interface KeptDraft<T> {
  draft: T;
  change(part: Partial<T>): void;
  /** Whether the draft differs from what it began with. */
  isDirty: boolean;
  /** Whether it was begun in an earlier visit to the panel. */
  isResumed: boolean;
  /** Makes it what it began with. */
  startAfresh(): void;
  /** Keeps nothing for later. */
  forget(): void;
}

/**
 * A draft that outlives its panel, so that "back" in the browser loses nothing.
 * @param key - what the draft is of; always the same type for the same key
 */
export function useKeptDraft<T extends object>(
  key: string,
  initial: () => T,
): KeptDraft<T> {
  const kept = keptOf(useApi(stagingsApiRef));
  const [began] = useState(initial);
  const [resumed] = useState(() => kept.get(key) as T | undefined);
  const [draft, setDraft] = useState(resumed ?? began);
  const [isResumed, setResumed] = useState(resumed !== undefined);
  const isDirty = JSON.stringify(draft) !== JSON.stringify(began);

  useEffect(() => {
    if (isDirty) kept.set(key, draft);
    else kept.delete(key);
  }, [kept, key, draft, isDirty]);

  return {
    draft,
    change: part => setDraft(current => ({ ...current, ...part })),
    isDirty,
    isResumed: isResumed && isDirty,
    startAfresh: () => {
      setDraft(began);
      setResumed(false);
    },
    forget: () => kept.delete(key),
  };
}

function keptOf(owner: object): Map<string, unknown> {
  const known = keptBy.get(owner);
  if (known) return known;
  const created = new Map<string, unknown>();
  keptBy.set(owner, created);
  return created;
}
