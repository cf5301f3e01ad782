import { useApi } from '@backstage/core-plugin-api';
import { StagingSummary } from 'backstage-plugin-stagings-common';
import { stagingsApiRef } from '../api/stagingsApiRef';
import { useLiveQuery } from './useLiveQuery';

const POLL_MS = 60_000;
const MOST = 20;

/** The staging, of any component that the reader may see, that has a name in a cluster already. */
export function useNameHolder(
  name: string | undefined,
  cluster: string,
): StagingSummary | undefined {
  const api = useApi(stagingsApiRef);
  const found = useLiveQuery({
    key: name ? ['nameHolder', name] : undefined,
    read: async () => {
      const [active, archived] = await Promise.all([
        api.listStagings({ q: name, state: 'active', limit: MOST }),
        api.listStagings({ q: name, state: 'archived', limit: MOST }),
      ]);
      return [...active.items, ...archived.items];
    },
    pollMs: () => POLL_MS,
  });
  return found.data?.find(
    item => item.name === name && item.cluster === cluster,
  );
}
