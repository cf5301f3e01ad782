import { StagingSummary } from 'backstage-plugin-stagings-common';

/** What a list can be sorted by. */
export type SortKey = 'staging' | 'branch' | 'version' | 'changed';

/** An order of a list. */
export interface SortOrder {
  by: SortKey;
  direction: 'asc' | 'desc';
}

/** Lists start with what changed last. */
export const NEWEST_FIRST: SortOrder = { by: 'changed', direction: 'desc' };

const keys: Record<SortKey, (staging: StagingSummary) => string> = {
  staging: staging => staging.name,
  branch: staging => staging.source.branch,
  version: staging => staging.version ?? '',
  changed: staging => staging.updatedAt,
};

/** The stagings in an order; equal ones stay as they came. */
export function sortStagings(
  stagings: StagingSummary[],
  { by, direction }: SortOrder,
): StagingSummary[] {
  const sign = direction === 'asc' ? 1 : -1;
  const key = keys[by];
  return [...stagings].sort(
    (a, b) => sign * key(a).localeCompare(key(b), undefined, { numeric: true }),
  );
}

/** The order after a click on a column's head: turned round, or by that column. */
export function nextOrder(order: SortOrder, by: SortKey): SortOrder {
  if (order.by !== by) {
    return { by, direction: by === 'changed' ? 'desc' : 'asc' };
  }
  return { by, direction: order.direction === 'asc' ? 'desc' : 'asc' };
}
