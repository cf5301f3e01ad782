import { registerMswTestHooks } from '@backstage/test-utils';
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Staging } from 'backstage-plugin-stagings-common';
import { staging } from '../../__testUtils__/fixtures';
import { renderTab } from '../../__testUtils__/renderStagings';
import { serveStagings, server } from '../../__testUtils__/server';
import { fakeSignals } from '../../__testUtils__/signals';

registerMswTestHooks(server);

jest.mock('../../hooks/pollIntervals', () => ({
  ...jest.requireActual('../../hooks/pollIntervals'),
  POLL_MS: { resting: 1_500, moving: 1_500 },
}));

/** Each row has one status line, so its renders are the rows' renders. */
const mockRendered: string[] = [];
jest.mock('../StagingStatus/StatusLine', () => {
  const actual = jest.requireActual('../StagingStatus/StatusLine');
  return {
    StatusLine: (props: { staging: Staging }) => {
      mockRendered.push(props.staging.name);
      return <actual.StatusLine {...props} />;
    },
  };
});
beforeEach(() => {
  mockRendered.length = 0;
});

const many = (count: number, changed: Partial<Staging> = {}) =>
  Array.from({ length: count }, (_, index) =>
    staging({ name: `shop-${index}`, ...(index === 7 && changed) }),
  );
const failing: Partial<Staging> = {
  status: { phase: 'failed', health: 'degraded', message: 'It broke' },
};
const rows = () => screen.queryAllByTestId('staging');

describe('a list of many stagings', () => {
  it('renders the one row that a signal is about', async () => {
    serveStagings(many(40));
    const signals = fakeSignals();
    await renderTab({ signals: signals.api });
    await waitFor(() => expect(rows()).toHaveLength(40));
    mockRendered.length = 0;
    serveStagings(many(40, failing));
    act(() => signals.send('id-shop-7'));
    expect(await screen.findByText(/It broke/)).toBeInTheDocument();
    expect(new Set(mockRendered)).toEqual(new Set(['shop-7']));
  });

  it('goes on without signals when their socket is closed', async () => {
    serveStagings(many(10));
    const signals = fakeSignals();
    await renderTab({ signals: signals.api });
    await waitFor(() => expect(rows()).toHaveLength(10));
    signals.close();
    serveStagings(many(10, failing));
    expect(await screen.findByText(/It broke/)).toBeInTheDocument();
  });

  it('shows 300, a screenful first, and renders none of them while one types', async () => {
    serveStagings(many(300));
    await renderTab();
    await waitFor(() => expect(rows().length).toBeGreaterThan(0));
    await waitFor(() => expect(rows()).toHaveLength(300), { timeout: 40_000 });
    // Each row once: what follows the first screenful does not render it again.
    expect(mockRendered).toHaveLength(new Set(mockRendered).size);
    mockRendered.length = 0;
    await userEvent.type(screen.getByRole('searchbox'), 'sh', { delay: 10 });
    expect(screen.getByRole('searchbox')).toHaveValue('sh');
    expect(mockRendered).toEqual([]);
  });

  it('renders one row when it is chosen', async () => {
    serveStagings(many(20));
    await renderTab();
    await waitFor(() => expect(rows()).toHaveLength(20));
    mockRendered.length = 0;
    await userEvent.click(
      screen.getByRole('checkbox', { name: 'Choose shop-3' }),
    );
    expect(new Set(mockRendered)).toEqual(new Set(['shop-3']));
  });
});
