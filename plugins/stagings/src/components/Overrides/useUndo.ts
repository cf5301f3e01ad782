import { useRef, useState } from 'react';
import { OverridesDraft } from './overridesDraft';

const MOST_STEPS = 100;

interface Undo {
  /**
   * Changes the draft in a way that can be undone.
   * @param field - changes of the same field in a row are one step
   */
  change(next: OverridesDraft, field?: string): void;
  /** Goes back by one step; undefined where there is none. */
  undo?: () => void;
}

/** Remembers how a draft was before each change. */
export function useUndo(
  draft: OverridesDraft,
  onChange: (draft: OverridesDraft) => void,
): Undo {
  const [past, setPast] = useState<OverridesDraft[]>([]);
  const lastField = useRef<string>();
  const change = (next: OverridesDraft, field?: string) => {
    const goesOn = field !== undefined && field === lastField.current;
    lastField.current = field;
    if (!goesOn) setPast([...past, draft].slice(-MOST_STEPS));
    onChange(next);
  };
  const before = past[past.length - 1];
  const undo =
    before &&
    (() => {
      lastField.current = undefined;
      setPast(past.slice(0, -1));
      onChange(before);
    });
  return { change, undo };
}
