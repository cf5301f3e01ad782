import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import useSWR from 'swr';

/** Entity ref of the signed-in user; undefined until it is known. */
export function useCurrentUser(): string | undefined {
  const identity = useApi(identityApiRef);
  const { data } = useSWR('plugin.stagings.identity', () =>
    identity.getBackstageIdentity(),
  );
  return data?.userEntityRef;
}
