import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';

/** Which half of the stagings a list shows. */
export type ListState = 'active' | 'archived';

/** What a list shows, as it stands in the address, so that it can be shared and survives going back. */
export interface ListSearch {
  state: ListState;
  q: string;
  setState(state: ListState): void;
  setQuery(q: string): void;
}

/** Reads what a list shows from the address, and writes it there. */
export function useListSearch(): ListSearch {
  const [params, setParams] = useSearchParams();
  const set = useCallback(
    (name: string, value: string) =>
      setParams(
        current => {
          const next = new URLSearchParams(current);
          if (value) next.set(name, value);
          else next.delete(name);
          return next;
        },
        { replace: true },
      ),
    [setParams],
  );
  return {
    state: params.get('state') === 'archived' ? 'archived' : 'active',
    q: params.get('q') ?? '',
    setState: state => set('state', state === 'active' ? '' : state),
    setQuery: q => set('q', q),
  };
}
