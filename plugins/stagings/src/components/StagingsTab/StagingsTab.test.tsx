import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { registerMswTestHooks } from '@backstage/test-utils';
import { StagingStatus } from 'backstage-plugin-stagings-common';
import { delay, http, HttpResponse } from 'msw';
import { staging } from '../../__testUtils__/fixtures';
import { accessibilityProblems } from '../../__testUtils__/accessibility';
import { renderTab } from '../../__testUtils__/renderStagings';
import { fakeSignals } from '../../__testUtils__/signals';
import {
  errorAnswer,
  listAnswer,
  server,
  serveStagings,
  url,
} from '../../__testUtils__/server';

registerMswTestHooks(server);

const sentenceOf = (part: HTMLElement) => part.parentElement?.textContent;

const rows = () => screen.getAllByTestId('staging');
const newButton = () => screen.findByRole('button', { name: 'New staging' });

const archived = staging({
  name: 'two',
  desired: 'archived',
  status: { phase: 'archived', health: 'suspended' },
});

describe('StagingsTab', () => {
  it('shows the shape of the table while it loads', async () => {
    serveStagings([]);
    server.use(
      http.get(url('/stagings'), async () => {
        await delay('infinite');
        return HttpResponse.json({});
      }),
    );
    await renderTab();
    expect(
      screen.getByRole('status', { name: 'Loading stagings' }),
    ).toBeInTheDocument();
  });

  it('shows a staging with all that identifies it', async () => {
    serveStagings([
      staging({ overrideCount: 2, updatedBy: 'user:default/me' }),
    ]);
    await renderTab();
    const row = within(await screen.findByTestId('staging'));
    expect(
      row.getByRole('link', { name: 'shop-redesign-k3v7q' }),
    ).toHaveAttribute('href', '/tab/id-shop-redesign-k3v7q');
    expect(row.getByText(/feature\/redesign/)).toBeInTheDocument();
    expect(row.getByTitle('feature/redesign · 3f9ab2c81d')).toBeInTheDocument();
    expect(row.getByText(/3f9ab2c/)).toBeInTheDocument();
    expect(row.getByText(/2 overrides/)).toBeInTheDocument();
    expect(row.getByTitle('3f9ab2c · 2 overrides')).toBeInTheDocument();
    expect(row.getByText(/, you/)).toBeInTheDocument();
    expect(row.getByText('Running')).toBeInTheDocument();
    expect(screen.getByText('live · seen just now')).toBeInTheDocument();
    expect(row.getByRole('link', { name: /^Open App/ })).toHaveAttribute(
      'href',
      'https://shop-redesign-k3v7q.stagings.example.com',
    );
  });

  it.each<[Partial<StagingStatus>, string]>([
    [{ phase: 'queued' }, 'Queued · It starts in a moment'],
    [
      { phase: 'waiting', message: 'Waiting for image shop:77aa310' },
      'Waiting · Waiting for image shop:77aa310',
    ],
    [
      { phase: 'deploying', message: 'web: 1 of 2 ready' },
      'Starting · web: 1 of 2 ready · ',
    ],
    [
      { health: 'degraded', message: 'worker exits with code 1' },
      'Failing · worker exits with code 1',
    ],
    [
      { phase: 'failed', message: 'The chart does not render' },
      'Failed · The chart does not render',
    ],
    [{ phase: 'archiving' }, 'Archiving · Stopping; the data stays'],
    [{ phase: 'deleting' }, 'Deleting · Removing everything, data too'],
  ])('says how a staging is and why: %j', async (status, line) => {
    serveStagings([
      staging({ status: { phase: 'running', health: 'healthy', ...status } }),
    ]);
    await renderTab();
    const row = await screen.findByTestId('staging');
    expect(row).toHaveTextContent(line);
  });

  it('offers the next steps for a staging that fails', async () => {
    serveStagings([
      staging({ status: { phase: 'failed', health: 'unknown' } }),
    ]);
    await renderTab();
    expect(
      await screen.findByRole('link', { name: '→ Show log' }),
    ).toHaveAttribute('href', '/tab/id-shop-redesign-k3v7q?tab=logs');
    expect(
      screen.getByRole('link', { name: '→ Edit configuration' }),
    ).toBeInTheDocument();
  });

  it('has nothing to open where nothing answers', async () => {
    serveStagings([
      staging({ status: { phase: 'waiting', health: 'unknown' } }),
    ]);
    await renderTab();
    await screen.findByTestId('staging');
    expect(screen.queryByRole('link', { name: /^Open/ })).toBeNull();
  });

  it('teaches where there are none, and opens the panel for the first', async () => {
    serveStagings([]);
    await renderTab();
    expect(
      await screen.findByText(/A staging is your service, complete/),
    ).toBeInTheDocument();
    await userEvent.click(await newButton());
    expect(
      await screen.findByRole('dialog', { name: 'New staging of shop' }),
    ).toBeInTheDocument();
  });

  it('says what is missing where no template applies', async () => {
    serveStagings([]);
    server.use(
      http.get(url('/templates'), () => HttpResponse.json({ items: [] })),
    );
    await renderTab();
    expect(
      await screen.findByText('No template applies to this component'),
    ).toBeInTheDocument();
    expect(screen.getByText(/type “service”/)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'New staging' })).toBeNull();
  });

  it('tells those who may not create why the button does nothing', async () => {
    serveStagings([staging()]);
    await renderTab({ mayCreate: false });
    const button = await newButton();
    expect(button).toBeDisabled();
    expect(
      await screen.findByTitle(/do not have the permission to create/),
    ).toBeInTheDocument();
  });

  it('tells them in the empty list too, which may be empty for them alone', async () => {
    serveStagings([]);
    await renderTab({ mayCreate: false });
    expect(
      await screen.findByText(/those that you may not see are not shown/),
    ).toBeInTheDocument();
    expect(screen.getAllByRole('button', { name: 'New staging' })).toHaveLength(
      1,
    );
  });

  it('never looks empty when the backend cannot be reached', async () => {
    serveStagings([staging()]);
    server.use(
      http.get(url('/stagings'), () => errorAnswer(503, 'Starting up'), {
        once: true,
      }),
      http.get(url('/stagings'), () => errorAnswer(503, 'Starting up'), {
        once: true,
      }),
    );
    await renderTab();
    expect(
      await screen.findByText('The stagings cannot be read now'),
    ).toBeInTheDocument();
    expect(screen.getByText('Starting up')).toBeInTheDocument();
    expect(screen.queryByText('No stagings yet')).toBeNull();

    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByTestId('staging')).toBeInTheDocument();
    expect(screen.queryByText('Starting up')).toBeNull();
  });

  it('filters by state and shows how many there are', async () => {
    serveStagings([
      staging({ name: 'one' }),
      staging({
        name: 'two',
        desired: 'archived',
        status: { phase: 'archived', health: 'suspended' },
      }),
      staging({ name: 'three' }),
    ]);
    await renderTab();
    await waitFor(() => expect(rows()).toHaveLength(2));
    const archivedFilter = await screen.findByRole('button', {
      name: 'Archived 1',
    });
    expect(screen.getByRole('button', { name: 'Active 2' })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    await userEvent.click(archivedFilter);
    await waitFor(() => expect(rows()).toHaveLength(1));
    expect(rows()[0]).toHaveTextContent('two');
  });

  it('searches', async () => {
    serveStagings([staging({ name: 'one' }), staging({ name: 'two' })]);
    await renderTab();
    await waitFor(() => expect(rows()).toHaveLength(2));
    const search = screen.getByRole('searchbox');
    await userEvent.type(search, 'two');
    await waitFor(() => expect(rows()).toHaveLength(1));
    await userEvent.type(search, 'x');
    expect(
      await screen.findByText('Nothing matches “twox”'),
    ).toBeInTheDocument();
  });

  it('sorts by what changed last, or by another column', async () => {
    serveStagings([
      staging({ name: 'alpha', updatedAt: '2026-01-01T00:00:00Z' }),
      staging({ name: 'beta', updatedAt: '2026-01-03T00:00:00Z' }),
      staging({ name: 'gamma', updatedAt: '2026-01-02T00:00:00Z' }),
    ]);
    await renderTab();
    await waitFor(() => expect(rows()).toHaveLength(3));
    const names = () =>
      rows().map(row => within(row).getAllByRole('link')[0]?.textContent);
    expect(names()).toEqual(['beta', 'gamma', 'alpha']);
    await userEvent.click(screen.getByRole('button', { name: 'Staging' }));
    expect(names()).toEqual(['alpha', 'beta', 'gamma']);
  });

  it('tells where the others are when only archived ones remain', async () => {
    serveStagings([archived]);
    await renderTab();
    expect(await screen.findByText('None is active now')).toBeInTheDocument();
    expect(screen.getByText(/^1 is archived/)).toBeInTheDocument();
    expect(await newButton()).toBeEnabled();
    await userEvent.click(
      screen.getByRole('button', { name: 'Show archived' }),
    );
    await waitFor(() => expect(rows()).toHaveLength(1));
  });

  it('shows what the address asks for', async () => {
    serveStagings([staging({ name: 'one' }), staging({ name: 'two' })]);
    await renderTab({ at: '/?q=two&sort=-staging' });
    await waitFor(() => expect(rows()).toHaveLength(1));
    expect(screen.getByRole('searchbox')).toHaveValue('two');
    expect(
      screen.getByRole('columnheader', { name: /Staging/ }),
    ).toHaveAttribute('aria-sort', 'descending');
  });

  it('names a cluster that cannot be seen, until it can be', async () => {
    const unseen = {
      ...({ phase: 'running', health: 'unknown' } as const),
      ...({ reason: 'ClusterUnreachable', lastHealth: 'healthy' } as const),
      observedAt: new Date(Date.now() - 3 * 60_000).toISOString(),
    };
    const stagings = [
      staging({ name: 'one', status: unseen }),
      staging({ name: 'two', status: unseen }),
      staging({ name: 'three', cluster: 'other' }),
    ];
    serveStagings(stagings);
    const signals = fakeSignals();
    await renderTab({ signals: signals.api });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /^Cluster staging cannot be seen now. 2 stagings are shown/,
    );
    expect(
      screen.getAllByText('last seen running 3 min ago').map(sentenceOf),
    ).toEqual([
      'Unknown · last seen running 3 min ago',
      'Unknown · last seen running 3 min ago',
    ]);
    serveStagings(stagings.map(({ name }) => staging({ name })));
    act(() => signals.send('id-one'));
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  });

  it.each([
    [403, 'You do not have the permission. Ask the platform team for it.'],
    [404, /Perhaps its backend has no Stagings plugin/],
    [409, 'It is tried again by itself.'],
    [429, /The portal has too many requests/],
    [503, 'It is tried again by itself.'],
  ])('has an answer to a %d', async (status, text) => {
    serveStagings([]);
    server.use(
      http.get(url('/stagings'), () => errorAnswer(status, 'So it is')),
    );
    await renderTab();
    expect(await screen.findByText(text)).toBeInTheDocument();
    expect(screen.getByText('So it is')).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Try again' }),
    ).toBeInTheDocument();
    expect(await accessibilityProblems()).toEqual([]);
  });

  it('has an answer to a backend that is down', async () => {
    serveStagings([]);
    server.use(http.get(url('/stagings'), () => HttpResponse.error()));
    await renderTab();
    expect(
      await screen.findByText(/The portal does not answer/),
    ).toBeInTheDocument();
  });

  it('says that it takes long when the backend is slow', async () => {
    serveStagings([staging()]);
    server.use(
      http.get(url('/stagings'), async () => {
        await delay(5_000);
        return HttpResponse.json(
          listAnswer([staging()], new URLSearchParams()),
        );
      }),
    );
    await renderTab();
    expect(
      await screen.findByText('This takes longer than usual …'),
    ).toBeInTheDocument();
    expect(await screen.findByTestId('staging')).toBeInTheDocument();
  });

  it('is usable by everybody', async () => {
    serveStagings([
      staging({ name: 'one' }),
      staging({
        name: 'two',
        status: { phase: 'failed', health: 'degraded', message: 'No' },
      }),
    ]);
    await renderTab();
    await waitFor(() => expect(rows()).toHaveLength(2));
    expect(await accessibilityProblems()).toEqual([]);
  });

  it('takes names and branches of any script and length', async () => {
    const branch = `feature/${'x'.repeat(5_000)}`;
    serveStagings([
      staging({ name: 'long', source: { branch } }),
      staging({ name: 'rtl', source: { branch: 'ميزة/🚀-جديدة' } }),
    ]);
    await renderTab();
    await waitFor(() => expect(rows()).toHaveLength(2));
    expect(screen.getByTitle(branch)).toBeInTheDocument();
    expect(screen.getByTitle('ميزة/🚀-جديدة')).toBeInTheDocument();
  });
});
