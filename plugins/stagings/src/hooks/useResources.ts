import { useApi } from '@backstage/core-plugin-api';
import { ResourceNode } from 'backstage-plugin-stagings-common';
import { stagingsApiRef } from '../api/stagingsApiRef';
import { POLL_MS } from './pollIntervals';
import { Live, useLiveQuery } from './useLiveQuery';

/** The objects of a staging as a tree, kept fresh. */
export function useResources(stagingId: string): Live<ResourceNode[]> {
  const api = useApi(stagingsApiRef);
  return useLiveQuery({
    key: ['resources', stagingId],
    read: () => api.listResources(stagingId),
    pollMs: nodes =>
      nodes?.every(node => node.health === 'healthy')
        ? POLL_MS.resting
        : POLL_MS.moving,
    wokenBy: changed => changed === stagingId,
  });
}
