import { useApi } from '@backstage/core-plugin-api';
import { StagingEvent } from 'backstage-plugin-stagings-common';
import { stagingsApiRef } from '../api/stagingsApiRef';
import { POLL_MS } from './pollIntervals';
import { Live, useLiveQuery } from './useLiveQuery';

/** What the cluster reported of a staging's objects lately, newest first, kept fresh. */
export function useEvents(stagingId: string): Live<StagingEvent[]> {
  const api = useApi(stagingsApiRef);
  return useLiveQuery({
    key: ['events', stagingId],
    read: () => api.listEvents(stagingId),
    pollMs: () => POLL_MS.resting,
    wokenBy: changed => changed === stagingId,
  });
}
