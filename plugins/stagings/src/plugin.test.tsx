import { discoveryApiRef, fetchApiRef } from '@backstage/core-plugin-api';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  mockApis,
  registerMswTestHooks,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import { StagingsClient } from 'backstage-plugin-stagings-common';
import { ReactNode } from 'react';
import { Route, Routes } from 'react-router-dom';
import { component, staging } from './__testUtils__/fixtures';
import { server, serveStagings } from './__testUtils__/server';
import {
  EntityStagingsCard,
  EntityStagingsContent,
  isStagingsAvailable,
  stagingsApiRef,
  StagingsPage,
  stagingsPlugin,
} from '.';
import { entityStagingsRouteRef, stagingsPageRouteRef } from './routes';

registerMswTestHooks(server);

const discoveryApi = mockApis.discovery();
// Not `fetch` itself: the tests' server takes its place only later.
const fetchApi = {
  fetch: (...request: Parameters<typeof fetch>) => fetch(...request),
};

function renderAt(path: string, address: string, content: ReactNode) {
  serveStagings([staging()]);
  const client = new StagingsClient({ discoveryApi, fetchApi });
  return renderInTestApp(
    <TestApiProvider
      apis={[
        [stagingsApiRef, client],
        [discoveryApiRef, discoveryApi],
        [fetchApiRef, fetchApi],
        [permissionApiRef, mockApis.permission()],
      ]}
    >
      <EntityProvider entity={component}>
        <Routes>
          <Route path={`${path}/*`} element={content} />
        </Routes>
      </EntityProvider>
    </TestApiProvider>,
    {
      routeEntries: [address],
      mountedRoutes: {
        '/stagings': stagingsPageRouteRef,
        '/shop/stagings': entityStagingsRouteRef,
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
    },
  );
}

describe('the plugin in the legacy frontend system', () => {
  it('gives a component its tab', async () => {
    await renderAt(
      '/shop/stagings',
      '/shop/stagings',
      <EntityStagingsContent />,
    );
    expect(
      await screen.findByRole('heading', { name: 'Stagings of shop' }),
    ).toBeInTheDocument();
  });

  it('shows the stagings of all components on its page', async () => {
    await renderAt('/stagings', '/stagings', <StagingsPage />);
    expect(
      await screen.findByRole('columnheader', { name: 'Component' }),
    ).toBeInTheDocument();
  });

  it('brings the client of the backend', () => {
    const [factory] = stagingsPlugin.getApis();
    expect(factory?.api).toBe(stagingsApiRef);
  });

  it('gives the overview its card, with links to the tab', async () => {
    await renderAt('/shop', '/shop', <EntityStagingsCard />);
    expect(
      await screen.findByRole('link', { name: 'All stagings' }),
    ).toHaveAttribute('href', '/shop/stagings');
  });

  it('has its tab where the operator puts it', async () => {
    await renderAt('/a/b', '/a/b', <EntityStagingsContent />);
    expect(
      await screen.findByRole('link', { name: 'shop-redesign-k3v7q' }),
    ).toHaveAttribute('href', `/a/b/${staging().id}`);
  });

  it.each([
    ['page', '/stagings', <StagingsPage columns={['cluster']} />],
    ['tab', '/shop/stagings', <EntityStagingsContent columns={['cluster']} />],
  ])(
    'shows on the %s the columns that the operator chooses',
    async (_where, path, content) => {
      await renderAt(path, path, content);
      await screen.findByRole('link', { name: 'shop-redesign-k3v7q' });
      const heads = screen.getAllByRole('columnheader');
      expect(heads.map(({ textContent }) => textContent)).toEqual([
        'Staging',
        'Cluster',
        'Actions',
      ]);
    },
  );

  it.each([
    ['Component', true],
    ['component', true],
    ['API', false],
  ])('has a tab for an entity of kind %s: %s', (kind, available) => {
    expect(isStagingsAvailable({ ...component, kind })).toBe(available);
  });
});
