import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { registerMswTestHooks } from '@backstage/test-utils';
import { staging, template } from '../../__testUtils__/fixtures';
import { openNewPanel } from '../../__testUtils__/renderPanel';
import { server, serveStagings } from '../../__testUtils__/server';
import { automaticName } from './nameConflict';

registerMswTestHooks(server);

const name = automaticName('component:default/shop', template(), 'main') ?? '';
const ofMain = staging({ name, source: { branch: 'main' } });

describe('The branch and the name of a new staging', () => {
  it('suggests the branches that people dealt with, the last one first', async () => {
    serveStagings([
      staging({ source: { branch: 'old' }, updatedAt: '2026-01-01T10:00:00Z' }),
      ofMain,
    ]);
    const { branch } = await openNewPanel();
    await userEvent.keyboard('{ArrowDown}');
    const options = within(await screen.findByRole('listbox')).getAllByRole(
      'option',
    );
    expect(options.map(({ textContent }) => textContent)).toEqual([
      'main',
      'old',
    ]);
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}');
    expect(branch).toHaveValue('old');
  });

  it('leads to the staging that a branch has already', async () => {
    serveStagings([ofMain]);
    const { panel, branch } = await openNewPanel();
    await userEvent.type(branch, 'main');
    expect(await panel.findByRole('link', { name })).toHaveAttribute(
      'href',
      `/tab/${ofMain.id}`,
    );
    expect(
      panel.getByText(/This branch has a staging already/),
    ).toBeInTheDocument();

    await userEvent.click(panel.getByRole('button', { name: 'Choose name' }));
    expect(await panel.findByText(/This name is taken by/)).toBeInTheDocument();
    await userEvent.type(panel.getByRole('textbox', { name: 'Name' }), '-2');
    expect(panel.queryByRole('link', { name })).toBeNull();
  });

  it('leads to the staging of another component that has the name', async () => {
    serveStagings([
      staging({ name: 'taken', entityRef: 'component:default/cart' }),
    ]);
    const { panel } = await openNewPanel('?new&branch=x&name=taken');
    expect(
      await panel.findByRole('link', { name: 'taken' }),
    ).toBeInTheDocument();
  });
});
