import { registerMswTestHooks } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { StagingEvent } from 'backstage-plugin-stagings-common';
import { accessibilityProblems } from '../../../__testUtils__/accessibility';
import { renderDetail } from '../../../__testUtils__/renderDetail';
import { server } from '../../../__testUtils__/server';

registerMswTestHooks(server);

const backOff: StagingEvent = {
  type: 'Warning',
  reason: 'BackOff',
  message: 'Back-off restarting failed container',
  object: { kind: 'Pod', name: 'worker-1' },
  count: 31,
  firstSeen: '2026-01-02T10:00:00Z',
  lastSeen: '2026-01-02T10:05:00Z',
  source: 'kubelet',
};
const pulled: StagingEvent = {
  ...backOff,
  type: 'Normal',
  reason: 'Pulled',
  message: 'Successfully pulled image',
  count: 1,
};

const search = '?tab=events';

describe('EventsTab', () => {
  it('tells what the cluster reported, of what, and how often', async () => {
    const events = [backOff, pulled];
    const detail = await renderDetail({}, { search, events });
    const [first, second] = await detail.findAllByRole('listitem');
    expect(first).toHaveTextContent(
      /BackOff Pod worker-1 · 31 times · kubelet.*Back-off restarting/,
    );
    expect(second).toHaveTextContent(/Pulled Pod worker-1 · kubelet/);
    await expect(accessibilityProblems()).resolves.toEqual([]);

    await userEvent.click(
      detail.getByRole('checkbox', { name: 'Only warnings (1)' }),
    );
    expect(detail.getAllByRole('listitem')).toHaveLength(1);
  });

  it.each([
    ['running', 'The cluster reported nothing lately'],
    ['archived', 'Nothing runs'],
  ] as const)('says why there is nothing while %s', async (desired, words) => {
    await renderDetail({ desired }, { search });
    expect(await screen.findByText(new RegExp(words))).toBeInTheDocument();
  });
});
