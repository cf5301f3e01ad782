import {
  createApiFactory,
  createApiRef,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { StagingsClient } from 'backstage-plugin-stagings-common';

/**
 * Client of the Stagings backend.
 * @public
 */
export const stagingsApiRef = createApiRef<StagingsClient>({
  id: 'plugin.stagings.client',
});

/** Calls the backend as the signed-in user, at the address that the portal's discovery knows. */
export const stagingsApiFactory = createApiFactory({
  api: stagingsApiRef,
  deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
  factory: ({ discoveryApi, fetchApi }) =>
    new StagingsClient({ discoveryApi, fetchApi }),
});
