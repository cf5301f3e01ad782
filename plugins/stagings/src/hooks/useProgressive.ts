import { startTransition, useEffect, useState } from 'react';

/** So many rows fill a tall screen. */
const FIRST = 30;

/** The rest follows in steps that are small enough to be drawn between two keys. */
const STEP = 10;

/**
 * How many of a number of rows to render now. It starts with a screenful and grows in steps that give way to
 * typing and clicks, so that a long list is usable at once and never holds the page up. A list that was short
 * for a while grows again in the same way.
 */
export function useProgressive(total: number): number {
  const [limit, setLimit] = useState(FIRST);
  useEffect(() => {
    const short = Math.max(total, FIRST);
    if (limit > short) setLimit(short);
    else if (limit < total) startTransition(() => setLimit(limit + STEP));
  }, [limit, total]);
  return Math.min(limit, total);
}
