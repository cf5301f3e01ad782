/** The tabs of a staging's detail, in their order. */
export const DETAIL_TABS = [
  'overview',
  'configuration',
  'activity',
  'logs',
  'events',
] as const;

/** One tab of a staging's detail. */
export type DetailTab = (typeof DETAIL_TABS)[number];

/** Names a container's log, as far as it is known. */
export interface LogName {
  pod?: string;
  container?: string;
}

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

/** The address of one container's log. */
export function searchOfLog({ pod, container }: LogName): string {
  const params = new URLSearchParams({ tab: 'logs' });
  if (pod) params.set('pod', pod);
  if (container) params.set('container', container);
  return `?${params}`;
}

/** The log that a query names. */
export function logOf(params: URLSearchParams): LogName {
  return {
    pod: params.get('pod') ?? undefined,
    container: params.get('container') ?? undefined,
  };
}
