import { startTransition, useEffect, useState } from 'react';

/** So many rows fill a tall screen; the rest follows in steps of the same size. */
const STEP = 30;

/**
 * How many of a number of rows to render now. It starts with a screenful and grows in steps that give way to
 * typing and clicks, so that a long list is usable at once and never holds the page up. A list that was short
 * for a while grows again in the same way.
 */
export function useProgressive(total: number): number {
  const [limit, setLimit] = useState(STEP);
  useEffect(() => {
    const short = Math.max(total, STEP);
    if (limit > short) setLimit(short);
    else if (limit < total) startTransition(() => setLimit(limit + STEP));
  }, [limit, total]);
  return Math.min(limit, total);
}
