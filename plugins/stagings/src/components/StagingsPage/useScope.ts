import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { ListStagingsQuery } from 'backstage-plugin-stagings-common';
import useSWR from 'swr';
import { Whose } from '../StagingsTable/listSearch';

/** What to ask the server for to list somebody's stagings; undefined until it is known who is signed in. */
export function useScope(
  whose: Whose,
): Pick<ListStagingsQuery, 'owner' | 'createdBy'> | undefined {
  const identity = useApi(identityApiRef);
  const { data } = useSWR('plugin.stagings.identity', () =>
    identity.getBackstageIdentity(),
  );
  switch (whose) {
    case 'mine':
      return data && { createdBy: data.userEntityRef };
    case 'team':
      return data && { owner: data.ownershipEntityRefs };
    default:
      return {};
  }
}
