import { useCallback } from 'react';
import { useSWRConfig } from 'swr';
import { isOurKey } from './useLiveQuery';

/** Reads everything on the screen again, after a change that was made here. */
export function useRefreshAll(): () => Promise<void> {
  const { mutate } = useSWRConfig();
  return useCallback(async () => {
    await mutate(isOurKey);
  }, [mutate]);
}
