import {
  mockApis,
  registerMswTestHooks,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import {
  catalogApiMock,
  createTestEntityPage,
} from '@backstage/plugin-catalog-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
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

  it('gives a component its tab and its card', async () => {
    renderTestApp({
      extensions: [createTestEntityPage({ entity: component })],
      features: [stagingsPlugin],
      apis,
    });
    const tab = within(
      await screen.findByRole('region', { name: 'Stagings of shop' }),
    );
    expect(
      await tab.findByRole('link', { name: 'shop-redesign-k3v7q' }),
    ).toBeInTheDocument();
    expect(
      await screen.findByRole('link', { name: 'All stagings' }),
    ).toBeInTheDocument();
  });

  it.each([
    ['service', true],
    ['library', false],
  ])('asks the templates whether a %s has a tab: %s', async (type, has) => {
    renderTestApp({
      extensions: [
        createTestEntityPage({
          entity: { ...component, spec: { ...component.spec, type } },
        }),
      ],
      features: [stagingsPlugin],
      config: {
        stagings: {
          templates: [
            {
              name: 'web',
              entityFilter: { 'spec.type': { $in: ['service'] } },
            },
          ],
        },
      },
      apis,
    });
    const tab = screen.findByRole(
      'region',
      { name: 'Stagings of shop' },
      { timeout: 8_000 },
    );
    const found = await tab.then(
      () => true,
      () => false,
    );
    expect(found).toBe(has);
  });

  it.each([
    ['component', true],
    ['api', false],
  ])('goes by the operator’s filter for kind %s: %s', async (kind, has) => {
    renderTestApp({
      extensions: [createTestEntityPage({ entity: component })],
      features: [stagingsPlugin],
      config: {
        app: {
          extensions: [
            { 'entity-content:stagings': { config: { filter: { kind } } } },
          ],
        },
      },
      apis,
    });
    // The card keeps its own filter.
    expect(
      await screen.findByRole('link', { name: 'All stagings' }),
    ).toBeInTheDocument();
    await waitFor(
      () =>
        expect(
          screen.queryAllByRole('region', { name: 'Stagings of shop' }),
        ).toHaveLength(has ? 1 : 0),
      { timeout: 8_000 },
    );
  });

  it('goes by the operator’s path, group, title and columns', async () => {
    renderTestApp({
      features: [catalogPlugin, stagingsPlugin],
      config: {
        app: {
          extensions: [
            {
              'entity-content:stagings': {
                config: {
                  path: 'envs',
                  group: 'deployment',
                  title: 'Environments',
                  columns: ['cluster'],
                },
              },
            },
          ],
        },
      },
      initialRouteEntries: ['/catalog/default/component/shop/envs'],
      apis: [...apis, catalogApiMock({ entities: [component] })],
    });
    const tab = within(
      await screen.findByRole('region', { name: 'Stagings of shop' }),
    );
    const link = await tab.findByRole('link', { name: 'shop-redesign-k3v7q' });
    expect(
      tab.getByRole('columnheader', { name: 'Cluster' }),
    ).toBeInTheDocument();
    expect(tab.queryByRole('columnheader', { name: 'Branch' })).toBeNull();
    expect(
      screen.getByRole('link', { name: 'Environments' }),
    ).toBeInTheDocument();
    expect(link).toHaveAttribute(
      'href',
      `/catalog/default/component/shop/envs/${staging().id}`,
    );
    await userEvent.click(link);
    expect(
      await screen.findByRole('article', { name: 'shop-redesign-k3v7q' }),
    ).toBeInTheDocument();
  });

  it('links the card to the tab, wherever that is', async () => {
    renderTestApp({
      features: [catalogPlugin, stagingsPlugin],
      config: {
        app: {
          extensions: [
            { 'entity-content:stagings': { config: { path: 'envs' } } },
          ],
        },
      },
      initialRouteEntries: ['/catalog/default/component/shop'],
      apis: [...apis, catalogApiMock({ entities: [component] })],
    });
    // The catalog loads all of its own cards first.
    expect(
      await screen.findByRole(
        'link',
        { name: 'All stagings' },
        { timeout: 40_000 },
      ),
    ).toHaveAttribute('href', '/catalog/default/component/shop/envs');
    expect(
      await screen.findByRole('link', { name: 'shop-redesign-k3v7q' }),
    ).toHaveAttribute(
      'href',
      `/catalog/default/component/shop/envs/${staging().id}`,
    );
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

  it('has its page where the operator puts it', async () => {
    renderTestApp({
      features: [stagingsPlugin],
      config: {
        app: {
          extensions: [
            {
              'page:stagings': {
                config: { path: '/envs', columns: ['cluster'] },
              },
            },
          ],
        },
      },
      mountedRoutes,
      initialRouteEntries: ['/envs'],
      apis,
    });
    expect(
      await screen.findByRole('link', { name: 'shop-redesign-k3v7q' }),
    ).toHaveAttribute('href', `/envs/${staging().id}`);
    const heads = screen.getAllByRole('columnheader');
    expect(heads.map(({ textContent }) => textContent)).toEqual([
      'Staging',
      'Cluster',
      'Actions',
    ]);
  });
});
