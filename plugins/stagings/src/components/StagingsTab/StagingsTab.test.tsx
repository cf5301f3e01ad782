import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { registerMswTestHooks } from '@backstage/test-utils';
import { StagingStatus } from 'backstage-plugin-stagings-common';
import { delay, http, HttpResponse } from 'msw';
import { staging } from '../../__testUtils__/fixtures';
import { renderTab } from '../../__testUtils__/renderStagings';
import {
  errorAnswer,
  server,
  serveStagings,
  url,
} from '../../__testUtils__/server';

registerMswTestHooks(server);

const rows = () => screen.getAllByTestId('staging');
const newButton = () => screen.findByRole('button', { name: 'New staging' });

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
    expect(row.getAllByText(/3f9ab2c/)).toHaveLength(2);
    expect(row.getByText(/2 overrides/)).toBeInTheDocument();
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
    const archived = await screen.findByRole('button', { name: 'Archived 1' });
    expect(screen.getByRole('button', { name: 'Active 2' })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    await userEvent.click(archived);
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
});
