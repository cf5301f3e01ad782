import { useApi } from '@backstage/core-plugin-api';
import {
  ListStagingsQuery,
  StagingList,
  StagingsClient,
} from 'backstage-plugin-stagings-common';
import { stagingsApiRef } from '../api/stagingsApiRef';
import { isMoving, POLL_MS } from './pollIntervals';
import { Live, useLiveQuery } from './useLiveQuery';

/** So many rows, each below 1 kB, are one read. */
const PAGE_SIZE = 300;

/** Which stagings, and how many pages of them. */
export interface StagingsQuery
  extends Omit<ListStagingsQuery, 'limit' | 'cursor'> {
  pages: number;
}

/**
 * The stagings that match, newest first, kept fresh.
 * @param query - undefined while it is not known what to read
 */
export function useStagings(
  query: StagingsQuery | undefined,
): Live<StagingList> {
  const api = useApi(stagingsApiRef);
  return useLiveQuery({
    key: query && ['list', query],
    read: () => readPages(api, query ?? { pages: 1 }),
    pollMs: list =>
      list?.items.some(item => isMoving(item.status))
        ? POLL_MS.moving
        : POLL_MS.resting,
    wokenBy: () => true,
    keepOverKeys: true,
  });
}

async function readPages(
  api: StagingsClient,
  { pages, ...query }: StagingsQuery,
): Promise<StagingList> {
  const items: StagingList['items'] = [];
  let page = await api.listStagings({ ...query, limit: PAGE_SIZE });
  items.push(...page.items);
  for (let read = 1; read < pages && page.nextCursor; read++) {
    const cursor = page.nextCursor;
    page = await api.listStagings({ ...query, limit: PAGE_SIZE, cursor });
    items.push(...page.items);
  }
  return { ...page, items };
}
