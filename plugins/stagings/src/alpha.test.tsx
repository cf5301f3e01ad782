import {
  mockApis,
  registerMswTestHooks,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import { screen } from '@testing-library/react';
import { component, staging } from './__testUtils__/fixtures';
import { server, serveStagings } from './__testUtils__/server';
import stagingsPlugin from './alpha';

registerMswTestHooks(server);

const mountedRoutes = {
  '/catalog/:namespace/:kind/:name': entityRouteRef,
};
const apis = [mockApis.discovery(), mockApis.fetch()] as const;

describe('the plugin in the new frontend system', () => {
  beforeEach(() => serveStagings([staging()]));

  it('gives a component its tab', async () => {
    renderTestApp({
      extensions: [createTestEntityPage({ entity: component })],
      features: [stagingsPlugin],
      apis,
    });
    expect(
      await screen.findByRole('heading', { name: 'Stagings of shop' }),
    ).toBeInTheDocument();
    expect(
      await screen.findByRole('link', { name: 'shop-redesign-k3v7q' }),
    ).toBeInTheDocument();
  });

  it('shows the stagings of all components on its page', async () => {
    renderTestApp({
      features: [stagingsPlugin],
      mountedRoutes,
      initialRouteEntries: ['/stagings'],
      apis,
    });
    expect(
      await screen.findByRole('columnheader', { name: 'Component' }),
    ).toBeInTheDocument();
  });

  it('shows a staging at its canonical address', async () => {
    renderTestApp({
      features: [stagingsPlugin],
      mountedRoutes,
      initialRouteEntries: [`/stagings/${staging().id}`],
      apis,
    });
    expect(
      await screen.findByRole('article', { name: 'shop-redesign-k3v7q' }),
    ).toBeInTheDocument();
  });
});
