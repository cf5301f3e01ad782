import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { registerMswTestHooks } from '@backstage/test-utils';
import {
  address,
  insideNewPanel,
  openNewPanel,
} from '../../__testUtils__/renderPanel';
import { server, serveStagings } from '../../__testUtils__/server';

registerMswTestHooks(server);

const question = () =>
  screen.findByRole('dialog', { name: 'Throw away what you filled in?' });

describe('Closing the panel', () => {
  beforeEach(() => serveStagings([]));

  it('closes at once where nothing was filled in', async () => {
    await openNewPanel('?new&branch=main&q=x');
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(address()).toBe('/tab/?q=x'));
  });

  it('asks before something is lost, and Escape goes back to the form', async () => {
    const { branch } = await openNewPanel();
    await userEvent.type(branch, 'main');
    await userEvent.keyboard('{Escape}');
    expect(
      within(await question()).getByRole('button', { name: 'Keep editing' }),
    ).toHaveFocus();
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(branch).toHaveFocus());
    expect(branch).toHaveValue('main');
  });

  it('throws away what it is told to', async () => {
    const { panel, branch } = await openNewPanel();
    await userEvent.type(branch, 'main');
    await userEvent.click(panel.getByRole('button', { name: 'Cancel' }));
    await userEvent.click(
      within(await question()).getByRole('button', { name: 'Throw away' }),
    );
    await waitFor(() => expect(address()).toBe('/tab/'));
    await userEvent.click(screen.getByRole('button', { name: 'open' }));
    expect((await insideNewPanel()).branch).toHaveValue('');
  });

  it('keeps what was filled in when the browser goes elsewhere and back', async () => {
    const { branch } = await openNewPanel();
    await userEvent.type(branch, 'main');
    await userEvent.click(
      screen.getByRole('button', { name: 'elsewhere', hidden: true }),
    );
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await userEvent.click(screen.getByRole('button', { name: 'open' }));
    const again = await insideNewPanel();
    expect(again.branch).toHaveValue('main');
    await userEvent.click(
      again.panel.getByRole('button', { name: 'Start afresh' }),
    );
    expect(again.branch).toHaveValue('');
  });
});
