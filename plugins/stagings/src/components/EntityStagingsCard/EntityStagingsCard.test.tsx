import { registerMswTestHooks } from '@backstage/test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import { http } from 'msw';
import { accessibilityProblems } from '../../__testUtils__/accessibility';
import { staging } from '../../__testUtils__/fixtures';
import { renderInTab } from '../../__testUtils__/renderStagings';
import {
  errorAnswer,
  server,
  serveStagings,
  url,
} from '../../__testUtils__/server';
import { EntityStagingsCard } from './EntityStagingsCard';

registerMswTestHooks(server);

const archived = staging({
  name: 'old',
  desired: 'archived',
  status: { phase: 'archived', health: 'suspended' },
});

describe('EntityStagingsCard', () => {
  it('counts the states and shows what changed last', async () => {
    serveStagings([
      ...[1, 2, 3, 4, 5, 6].map(day =>
        staging({ name: `s${day}`, updatedAt: `2026-01-0${day}T00:00:00Z` }),
      ),
      staging({
        name: 'unseen',
        updatedAt: '2025-01-01T00:00:00Z',
        status: { phase: 'running', health: 'unknown' },
      }),
      archived,
    ]);
    await renderInTab(<EntityStagingsCard />);
    const rows = await screen.findAllByTestId('staging');
    expect(
      rows.map(row => within(row).getAllByRole('link')[0]?.textContent),
    ).toEqual(['s6', 's5', 's4', 's3', 's2']);
    expect(screen.getByText('Running 6')).toBeInTheDocument();
    expect(screen.getByText('Unknown 1')).toBeInTheDocument();
    expect(screen.getByText('Archived 1')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 's6' })).toHaveAttribute(
      'href',
      '/tab/id-s6',
    );
    expect(screen.getByRole('link', { name: 'All stagings' })).toHaveAttribute(
      'href',
      '/tab',
    );
    expect(await accessibilityProblems()).toEqual([]);
  });

  it.each([
    ['none', [], /^No stagings yet/],
    ['archived ones only', [archived], 'None is active; 1 is archived.'],
  ])('says so where there are %s', async (_, stagings, text) => {
    serveStagings(stagings);
    await renderInTab(<EntityStagingsCard />);
    expect(await screen.findByText(text)).toBeInTheDocument();
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'New staging' })).toBeEnabled(),
    );
  });

  it('never looks empty when the backend cannot be reached', async () => {
    serveStagings([]);
    server.use(http.get(url('/stagings'), () => errorAnswer(503, 'Starting')));
    await renderInTab(<EntityStagingsCard />);
    expect(await screen.findByText('Starting')).toBeInTheDocument();
    expect(screen.queryByText(/^No stagings yet/)).toBeNull();
  });
});
