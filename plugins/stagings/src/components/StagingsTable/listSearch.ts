import { useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { Condition, CONDITIONS } from '../StagingStatus/condition';
import { NEWEST_FIRST, readOrder, SortOrder, writeOrder } from './columns';

/** Which half of the stagings a list shows. */
export type ListState = 'active' | 'archived';

/** Whose stagings a list shows: those that the reader created, those of the reader's components, or all. */
export const WHOSE = ['mine', 'team', 'all'] as const;

/** @see WHOSE */
export type Whose = (typeof WHOSE)[number];

/** What a list shows. */
export interface ListFilters {
  state: ListState;
  q: string;
  whose: Whose;
  /** Empty for every one; so are the next two. */
  template: string;
  cluster: string;
  status: Condition | '';
  order: SortOrder;
  grouped: boolean;
}

/** What a list shows, as it stands in the address, so that it can be shared and survives going back. */
export interface ListSearch extends ListFilters {
  set(changes: Partial<ListFilters>): void;
  /** Shows everything of the same half again. */
  clear(): void;
}

const NO_FILTERS: ListFilters = {
  state: 'active',
  q: '',
  whose: 'all',
  template: '',
  cluster: '',
  status: '',
  order: NEWEST_FIRST,
  grouped: false,
};

/** Whether something besides the half keeps stagings out of the list. */
export function isNarrowed(filters: ListFilters): boolean {
  const { q, whose, template, cluster, status } = filters;
  return Boolean(q || template || cluster || status) || whose !== 'all';
}

/** Reads what a list shows from the address, and writes it there. */
export function useListSearch(): ListSearch {
  const [params, setParams] = useSearchParams();
  return useMemo(() => {
    const write = (change: (current: ListFilters) => ListFilters) =>
      setParams(
        current => writeFilters(current, change(readFilters(current))),
        { replace: true },
      );
    return {
      ...readFilters(params),
      set: changes => write(current => ({ ...current, ...changes })),
      clear: () =>
        write(({ state, order, grouped }) => ({
          ...NO_FILTERS,
          ...{ state, order, grouped },
        })),
    };
  }, [params, setParams]);
}

/** The filters of an address; what it does not name, or names wrongly, is as it is without any. */
export function readFilters(params: URLSearchParams): ListFilters {
  const text = (name: string) => params.get(name) ?? '';
  return {
    state: text('state') === 'archived' ? 'archived' : 'active',
    q: text('q'),
    whose: WHOSE.find(whose => whose === text('owner')) ?? 'all',
    template: text('fromTemplate'),
    cluster: text('cluster'),
    status: CONDITIONS.find(condition => condition === text('status')) ?? '',
    order: readOrder(text('sort')),
    grouped: text('group') === 'component',
  };
}

/** The address with other filters; what else stands in it stays. */
export function writeFilters(
  params: URLSearchParams,
  filters: ListFilters,
): URLSearchParams {
  const next = new URLSearchParams(params);
  const values = {
    state: filters.state === 'archived' ? filters.state : '',
    q: filters.q,
    owner: filters.whose === 'all' ? '' : filters.whose,
    fromTemplate: filters.template,
    cluster: filters.cluster,
    status: filters.status,
    sort: writeOrder(filters.order),
    group: filters.grouped ? 'component' : '',
  };
  for (const [name, value] of Object.entries(values)) {
    if (value) next.set(name, value);
    else next.delete(name);
  }
  return next;
}
