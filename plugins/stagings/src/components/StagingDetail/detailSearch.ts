/** The tabs of a staging's detail, in their order. */
export const DETAIL_TABS = [
  'overview',
  'configuration',
  'activity',
  'logs',
] as const;

/** One tab of a staging's detail. */
export type DetailTab = (typeof DETAIL_TABS)[number];

/** Addresses of places in the detail, as the query part of its URL. */
export const detailSearch = {
  logs: '?tab=logs',
  edit: '?tab=configuration&panel=edit',
};

/** The tab that a query names; the overview if it names none. */
export function tabOf(params: URLSearchParams): DetailTab {
  const named = params.get('tab');
  return DETAIL_TABS.find(tab => tab === named) ?? 'overview';
}
