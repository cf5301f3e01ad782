import { registerMswTestHooks } from '@backstage/test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { StagingsCluster } from 'backstage-plugin-stagings-common';
import { http, HttpResponse } from 'msw';
import { accessibilityProblems } from '../../__testUtils__/accessibility';
import { staging } from '../../__testUtils__/fixtures';
import { renderInTab } from '../../__testUtils__/renderStagings';
import {
  errorAnswer,
  server,
  serveStagings,
  url,
} from '../../__testUtils__/server';
import { StagingsPageContent } from './StagingsPageContent';

registerMswTestHooks(server);

const rows = () => screen.queryAllByTestId('staging');
const names = () =>
  rows().map(row => within(row).getAllByRole('link')[0]?.textContent);

const stagings = [
  staging({ name: 'mine', createdBy: 'user:default/me' }),
  staging({ name: 'broken', status: { phase: 'failed', health: 'unknown' } }),
  staging({
    name: 'cart-one',
    entityRef: 'component:default/cart',
    template: 'plain',
    cluster: 'other',
  }),
];

const cluster = (name: string, differences: Partial<StagingsCluster> = {}) => ({
  name,
  reachable: true,
  version: 'v1.36.3',
  stagings: { running: 2, failed: 1 },
  orphans: [],
  orphanCount: 0,
  unlistedKinds: [],
  observedAt: '2026-01-02T10:00:00Z',
  ...differences,
});

const render = (at = '/', administers = false) =>
  renderInTab(<StagingsPageContent />, { at, administers });

describe('the page over all stagings', () => {
  it('opens one panel for a link that fills it in', async () => {
    serveStagings(stagings);
    await render('/?new&component=component:default/cart&branch=fix/a');
    const panel = within(await screen.findByRole('dialog'));
    expect(await panel.findByLabelText(/^Branch/)).toHaveValue('fix/a');
  });

  it('counts the states and shows one of them alone', async () => {
    serveStagings(stagings);
    await render();
    await waitFor(() => expect(rows()).toHaveLength(3));
    const failed = screen.getByRole('button', { name: 'Failed 1' });
    expect(screen.getByRole('button', { name: 'Running 2' })).toHaveAttribute(
      'aria-pressed',
      'false',
    );
    expect(await accessibilityProblems()).toEqual([]);
    await userEvent.click(failed);
    await waitFor(() => expect(names()).toEqual(['broken']));
    await userEvent.click(failed);
    await waitFor(() => expect(rows()).toHaveLength(3));
  });

  it.each([
    ['owner=mine', ['mine']],
    ['fromTemplate=plain', ['cart-one']],
    ['cluster=other', ['cart-one']],
    ['status=failed', ['broken']],
    ['q=cart', ['cart-one']],
  ])('shows what the address asks for: %s', async (query, expected) => {
    serveStagings(stagings);
    await render(`/?${query}`);
    await waitFor(() => expect(names()).toEqual(expected));
  });

  it('asks for what the components of the reader and the reader’s groups have', async () => {
    serveStagings(stagings);
    const asked: (string | null)[] = [];
    server.events.on('request:start', ({ request }) => {
      asked.push(new URL(request.url).searchParams.get('owner'));
    });
    await render('/?owner=team');
    await waitFor(() => expect(asked).toContain('user:default/test'));
    server.events.removeAllListeners();
  });

  it('is narrowed by choosing a template, and widened again', async () => {
    serveStagings(stagings);
    await render();
    await waitFor(() => expect(rows()).toHaveLength(3));
    await userEvent.click(screen.getByRole('button', { name: /^Template/ }));
    await userEvent.click(screen.getByRole('option', { name: 'plain' }));
    await waitFor(() => expect(names()).toEqual(['cart-one']));
    await userEvent.type(screen.getByRole('searchbox'), 'nothing');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Clear all filters' }),
    );
    await waitFor(() => expect(rows()).toHaveLength(3));
  });

  it('puts the stagings of a component together', async () => {
    serveStagings(stagings);
    await render();
    await userEvent.click(
      await screen.findByRole('checkbox', { name: 'By component' }),
    );
    const heads = () =>
      [...document.querySelectorAll('th[scope="rowgroup"]')].map(
        head => head.textContent,
      );
    await waitFor(() =>
      expect(heads()).toEqual([
        expect.stringMatching(/cart · 1$/),
        expect.stringMatching(/shop · 2$/),
      ]),
    );
    expect(names()[0]).toBe('cart-one');
  });
});

describe('the clusters', () => {
  const clusters = [
    cluster('staging', {
      orphanCount: 1,
      orphans: [
        {
          ...{ group: '', version: 'v1', kind: 'Namespace' },
          ...{ name: 'stg-gone', staging: 'gone' },
        },
      ],
      unlistedKinds: ['Widget'],
    }),
    cluster('other', {
      reachable: false,
      message: 'connect ECONNREFUSED',
      version: undefined,
    }),
  ];

  it('are shown to administrators, with what is left over in them', async () => {
    serveStagings(stagings);
    server.use(
      http.get(url('/clusters'), () => HttpResponse.json({ items: clusters })),
    );
    await render('/', true);
    await userEvent.click(await screen.findByRole('tab', { name: 'Clusters' }));
    const [first, second] = await screen.findAllByRole('article');
    expect(first).toHaveTextContent(/Reachable/);
    expect(first).toHaveTextContent('Failed 1 · Running 2');
    expect(first).toHaveTextContent(/Namespace stg-gone/);
    expect(first).toHaveTextContent(/may not list these kinds here: Widget/);
    expect(second).toHaveTextContent(/Cannot be reached/);
    expect(second).toHaveTextContent('connect ECONNREFUSED');
    expect(await accessibilityProblems()).toEqual([]);
  });

  it('are not for those whom the backend does not take for one', async () => {
    serveStagings(stagings);
    server.use(
      http.get(url('/clusters'), () => errorAnswer(403, 'Administrators only')),
    );
    await render('/?view=clusters', true);
    await waitFor(() => expect(rows()).toHaveLength(3));
    expect(screen.queryByRole('tab')).toBeNull();
    expect(screen.queryByText('Administrators only')).toBeNull();
  });
});
