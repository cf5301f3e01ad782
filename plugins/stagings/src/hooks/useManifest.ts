import { useApi } from '@backstage/core-plugin-api';
import { ResourceName } from 'backstage-plugin-stagings-common';
import { stagingsApiRef } from '../api/stagingsApiRef';
import { POLL_MS } from './pollIntervals';
import { Live, useLiveQuery } from './useLiveQuery';

/** An object of a staging as YAML, kept fresh. */
export function useManifest(
  stagingId: string,
  { group, kind, name, namespace }: ResourceName,
): Live<string> {
  const api = useApi(stagingsApiRef);
  return useLiveQuery({
    key: ['manifest', stagingId, group, kind, namespace, name],
    read: () => api.getManifest(stagingId, { group, kind, name, namespace }),
    pollMs: () => POLL_MS.resting,
  });
}
