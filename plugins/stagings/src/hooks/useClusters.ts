import { useApi } from '@backstage/core-plugin-api';
import { StagingsCluster } from 'backstage-plugin-stagings-common';
import { stagingsApiRef } from '../api/stagingsApiRef';
import { Live, useLiveQuery } from './useLiveQuery';

/** Each look asks the clusters themselves. */
const POLL_MS = 30_000;

/**
 * How the clusters are, and what is left over in them, kept fresh.
 * @param mayAsk - whether the caller may be an administrator; nobody else is answered
 */
export function useClusters(mayAsk: boolean): Live<StagingsCluster[]> {
  const api = useApi(stagingsApiRef);
  return useLiveQuery({
    key: mayAsk ? ['clusters'] : undefined,
    read: () => api.listClusters(),
    pollMs: () => POLL_MS,
  });
}
