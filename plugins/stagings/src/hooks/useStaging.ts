import { useApi } from '@backstage/core-plugin-api';
import { Staging } from 'backstage-plugin-stagings-common';
import { stagingsApiRef } from '../api/stagingsApiRef';
import { isMoving, POLL_MS } from './pollIntervals';
import { Live, useLiveQuery } from './useLiveQuery';

/** One staging, kept fresh. */
export function useStaging(id: string): Live<Staging> {
  const api = useApi(stagingsApiRef);
  return useLiveQuery({
    key: ['staging', id],
    read: () => api.getStaging(id),
    pollMs: staging =>
      staging && isMoving(staging.status) ? POLL_MS.moving : POLL_MS.resting,
    wokenBy: changed => changed === id,
  });
}
