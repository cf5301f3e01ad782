import { useApi } from '@backstage/core-plugin-api';
import { StagingTemplate } from 'backstage-plugin-stagings-common';
import { stagingsApiRef } from '../api/stagingsApiRef';
import { Live, useLiveQuery } from './useLiveQuery';

/** Templates change with the portal's configuration: seldom. */
const POLL_MS = 5 * 60_000;

/** The templates that apply to a component. */
export function useTemplates(entityRef: string): Live<StagingTemplate[]> {
  const api = useApi(stagingsApiRef);
  return useLiveQuery({
    key: ['templates', entityRef],
    read: () => api.listTemplates(entityRef),
    pollMs: () => POLL_MS,
  });
}
