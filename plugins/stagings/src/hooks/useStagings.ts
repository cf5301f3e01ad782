import { useApi } from '@backstage/core-plugin-api';
import {
  ListStagingsQuery,
  StagingList,
  StagingsClient,
} from 'backstage-plugin-stagings-common';
import { stagingsApiRef } from '../api/stagingsApiRef';
import { isMoving, POLL_MS } from './pollIntervals';
import { Live, useLiveQuery } from './useLiveQuery';

const PAGE_SIZE = 100;

/** Which stagings, and how many pages of them. */
export interface StagingsQuery
  extends Pick<ListStagingsQuery, 'entityRef' | 'state' | 'q'> {
  pages: number;
}

/** The stagings that match, newest first, kept fresh. */
export function useStagings(query: StagingsQuery): Live<StagingList> {
  const api = useApi(stagingsApiRef);
  return useLiveQuery({
    key: ['list', query],
    read: () => readPages(api, query),
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
  let page: StagingList | undefined;
  for (let read = 0; read < pages; read++) {
    page = await api.listStagings({
      ...query,
      limit: PAGE_SIZE,
      cursor: page?.nextCursor,
    });
    items.push(...page.items);
    if (!page.nextCursor) break;
  }
  return {
    items,
    totalItems: page?.totalItems ?? items.length,
    nextCursor: page?.nextCursor,
  };
}
