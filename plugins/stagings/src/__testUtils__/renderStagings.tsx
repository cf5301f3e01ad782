import { discoveryApiRef, identityApiRef } from '@backstage/core-plugin-api';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import {
  AuthorizeResult,
  Permission,
} from '@backstage/plugin-permission-common';
import { SignalApi, signalApiRef } from '@backstage/plugin-signals-react';
import {
  stagingsAdminPermission,
  StagingsClient,
} from 'backstage-plugin-stagings-common';
import { ReactNode } from 'react';
import { Route, Routes } from 'react-router-dom';
import { SWRConfig } from 'swr';
import { stagingsApiRef } from '../api/stagingsApiRef';
import { StagingsTheme } from '../components/Theme/StagingsTheme';
import { StagingsTab } from '../components/StagingsTab/StagingsTab';
import { entityStagingsRouteRef } from '../routes';
import { component } from './fixtures';

interface RenderOptions {
  /** Address within the tab. */
  at?: string;
  mayCreate?: boolean;
  /** Whether the policy takes the user for an administrator. */
  administers?: boolean;
  /** The portal's signals; without them there is only the poll. */
  signals?: SignalApi;
}

/** Shows something as a tab of the component's page, signed in as `user:default/me`, with nothing cached. */
export async function renderInTab(
  content: ReactNode,
  {
    at = '/',
    mayCreate = true,
    administers = false,
    signals,
  }: RenderOptions = {},
) {
  const discoveryApi = mockApis.discovery();
  const allows = ({ name }: Permission) =>
    name === stagingsAdminPermission.name ? administers : mayCreate;
  const apis = [
    [discoveryApiRef, discoveryApi],
    [stagingsApiRef, new StagingsClient({ discoveryApi, fetchApi: { fetch } })],
    [identityApiRef, mockApis.identity({ userEntityRef: 'user:default/me' })],
    [
      permissionApiRef,
      mockApis.permission({
        authorize: ({ permission }) =>
          allows(permission) ? AuthorizeResult.ALLOW : AuthorizeResult.DENY,
      }),
    ],
    ...(signals ? [[signalApiRef, signals] as const] : []),
  ] as const;
  return renderInTestApp(
    <TestApiProvider apis={apis}>
      <SWRConfig value={{ provider: () => new Map() }}>
        <EntityProvider entity={component}>
          <Routes>
            <Route
              path="/tab/*"
              element={<StagingsTheme>{content}</StagingsTheme>}
            />
          </Routes>
        </EntityProvider>
      </SWRConfig>
    </TestApiProvider>,
    {
      routeEntries: [`/tab${at}`],
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name': entityRouteRef,
        '/tab': entityStagingsRouteRef,
      },
    },
  );
}

/** Shows the Stagings tab. */
export function renderTab(options?: RenderOptions) {
  return renderInTab(<StagingsTab />, options);
}
