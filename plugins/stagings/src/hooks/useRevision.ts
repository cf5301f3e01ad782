import { useApi } from '@backstage/core-plugin-api';
import { StagingRevision } from 'backstage-plugin-stagings-common';
import { stagingsApiRef } from '../api/stagingsApiRef';
import { Live, useLiveQuery } from './useLiveQuery';

/** A revision never changes; it is read again only in case that reading it failed. */
const POLL_MS = 60 * 60_000;

/** The inputs of one revision; nothing is read while the number is undefined. */
export function useRevision(
  stagingId: string,
  revision: number | undefined,
): Live<StagingRevision> {
  const api = useApi(stagingsApiRef);
  return useLiveQuery({
    key: revision === undefined ? undefined : ['revision', stagingId, revision],
    read: () => api.getRevision(stagingId, revision ?? 0),
    pollMs: () => POLL_MS,
  });
}
