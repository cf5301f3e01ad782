import { useCallback, useMemo, useState } from 'react';

/** Which stagings are chosen for what is done to several at once. */
export interface Selection {
  /** Ids. */
  chosen: ReadonlySet<string>;
  /** Keeps its identity, so that a row is rendered again only when its own choice changes. */
  choose(ids: readonly string[], on: boolean): void;
}

/** Keeps a choice of stagings; at the start there are none. */
export function useSelection(): Selection {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const choose = useCallback(
    (ids: readonly string[], on: boolean) =>
      setChosen(before => {
        const rest = [...before].filter(id => !ids.includes(id));
        return new Set(on ? [...rest, ...ids] : rest);
      }),
    [],
  );
  return useMemo(() => ({ chosen, choose }), [chosen, choose]);
}
