import { useApi } from '@backstage/core-plugin-api';
import {
  OverrideKeys,
  OverrideKeysQuery,
} from 'backstage-plugin-stagings-common';
import { stagingsApiRef } from '../api/stagingsApiRef';
import { Live, useLiveQuery } from './useLiveQuery';

/** Keys change with the chart and the template: seldom. */
const POLL_MS = 5 * 60_000;

/** What overrides of a template can set. Nothing is read before somebody wants to see it. */
export function useOverrideKeys(
  template: string,
  query: OverrideKeysQuery,
  wanted: boolean,
): Live<OverrideKeys> {
  const api = useApi(stagingsApiRef);
  return useLiveQuery({
    key: wanted ? ['overrideKeys', template, query] : undefined,
    read: () => api.listOverrideKeys(template, query),
    pollMs: () => POLL_MS,
    keepOverKeys: true,
  });
}
