import { StagingSummary } from 'backstage-plugin-stagings-common';

/** The columns that operators choose from, in the order in which they are shown; the name is always there. */
export const STAGING_COLUMNS = [
  'component',
  'branch',
  'version',
  'template',
  'cluster',
  'open',
  'changed',
] as const satisfies readonly StagingColumn[];

/**
 * A column of a table of stagings.
 * @public
 */
export type StagingColumn =
  | 'component'
  | 'branch'
  | 'version'
  | 'template'
  | 'cluster'
  | 'open'
  | 'changed';

/** What a component's tab shows. */
export const TAB_COLUMNS: readonly StagingColumn[] = [
  ...(['branch', 'version', 'open', 'changed'] as const),
];

/** What the page over all components shows. */
export const PAGE_COLUMNS: readonly StagingColumn[] = [
  'component',
  ...TAB_COLUMNS,
];

/** What a list can be sorted by. */
export type SortKey = 'staging' | Exclude<StagingColumn, 'open'>;

/** An order of a list. */
export interface SortOrder {
  by: SortKey;
  direction: 'asc' | 'desc';
}

/** Lists start with what changed last. */
export const NEWEST_FIRST: SortOrder = { by: 'changed', direction: 'desc' };

const keys: Record<SortKey, (staging: StagingSummary) => string> = {
  staging: staging => staging.name,
  component: staging => staging.entityRef,
  branch: staging => staging.source.branch,
  version: staging => staging.version ?? '',
  template: staging => staging.template,
  cluster: staging => staging.cluster,
  changed: staging => staging.updatedAt,
};

/** Made once: comparing with `localeCompare` makes one each time, which shows from a few hundred rows on. */
const collator = new Intl.Collator(undefined, { numeric: true });

/** Whether a column can be sorted by. */
export function isSortKey(column: string): column is SortKey {
  return Object.hasOwn(keys, column);
}

/** The stagings in an order; equal ones stay as they came. */
export function sortStagings(
  stagings: readonly StagingSummary[],
  { by, direction }: SortOrder,
): StagingSummary[] {
  const sign = direction === 'asc' ? 1 : -1;
  const key = keys[by];
  return [...stagings].sort((a, b) => sign * collator.compare(key(a), key(b)));
}

/** The order after a click on a column's head: turned round, or by that column. */
export function nextOrder(order: SortOrder, by: SortKey): SortOrder {
  if (order.by !== by) {
    return { by, direction: by === 'changed' ? 'desc' : 'asc' };
  }
  return { by, direction: order.direction === 'asc' ? 'desc' : 'asc' };
}

/** An order as it stands in an address: the column, with a dash before it when it goes down. */
export function writeOrder({ by, direction }: SortOrder): string {
  const isUsual =
    by === NEWEST_FIRST.by && direction === NEWEST_FIRST.direction;
  if (isUsual) return '';
  return direction === 'desc' ? `-${by}` : by;
}

/** The order that an address asks for; the usual one where it asks for none that there is. */
export function readOrder(text: string): SortOrder {
  const by = text.replace(/^-/, '');
  if (!isSortKey(by)) return NEWEST_FIRST;
  return { by, direction: text.startsWith('-') ? 'desc' : 'asc' };
}

/** Stagings that stand together in a list. */
export interface StagingGroup {
  /** The component that they are of; absent where a list is not grouped. */
  entityRef?: string;
  stagings: StagingSummary[];
}

/** The stagings by component, the components by name; in each, as they came. */
export function groupByComponent(stagings: StagingSummary[]): StagingGroup[] {
  const groups = new Map<string, StagingGroup>();
  for (const staging of stagings) {
    const { entityRef } = staging;
    const group = groups.get(entityRef) ?? { entityRef, stagings: [] };
    groups.set(entityRef, group);
    group.stagings.push(staging);
  }
  return [...groups.values()].sort((a, b) =>
    collator.compare(a.entityRef ?? '', b.entityRef ?? ''),
  );
}
