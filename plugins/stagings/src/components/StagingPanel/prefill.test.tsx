import { waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { registerMswTestHooks } from '@backstage/test-utils';
import { staging, template } from '../../__testUtils__/fixtures';
import {
  answerCreations,
  openNewPanel,
  serveTemplates,
} from '../../__testUtils__/renderPanel';
import { server, serveStagings } from '../../__testUtils__/server';

registerMswTestHooks(server);

describe('A link to a filled-in panel', () => {
  it('fills the form in, and creates nothing by itself', async () => {
    serveStagings([]);
    const received = answerCreations();
    const { panel, branch } = await openNewPanel(
      '?new&template=web&branch=feature/x&commit=3f9&parameters.version=1.2&parameters.colour=red&overrides.replicas=2',
    );
    expect(branch).toHaveValue('feature/x');
    expect(panel.getByRole('textbox', { name: /Image tag/ })).toHaveValue(
      '1.2',
    );
    expect(panel.getByText(/1 override/)).toBeInTheDocument();
    expect(panel.getByText(/parameters.colour/)).toBeInTheDocument();
    expect(received).toEqual([]);

    await userEvent.click(
      panel.getByRole('button', { name: 'Create staging' }),
    );
    await waitFor(() => expect(received).toHaveLength(1));
    expect(received[0]?.request).toMatchObject({
      commit: '3f9',
      parameters: { version: '1.2' },
      overrides: { replicas: 2 },
    });
  });

  it('takes no secret from an address', async () => {
    serveStagings([]);
    const properties = {
      version: { type: 'string', title: 'Image tag' },
      token: { type: 'string', title: 'Token', format: 'password' },
    };
    serveTemplates([template({ parameters: { type: 'object', properties } })]);
    const { panel } = await openNewPanel(
      '?new&parameters.version=1.2&parameters.token=leaked',
    );
    expect(panel.getByLabelText(/Image tag/)).toHaveValue('1.2');
    expect(panel.getByLabelText(/Token/)).toHaveValue('');
  });

  it('fills it in from another staging, for another branch', async () => {
    const source = staging({
      parameters: { version: '9' },
      overrides: { resources: null },
    });
    serveStagings([source]);
    const received = answerCreations();
    const { panel, branch } = await openNewPanel(`?new&from=${source.id}`);
    expect(
      panel.getByText(/filled in as in shop-redesign/),
    ).toBeInTheDocument();
    expect(branch).toHaveValue('');
    await userEvent.type(branch, 'other{Enter}');
    await waitFor(() => expect(received).toHaveLength(1));
    expect(received[0]?.request).toMatchObject({
      branch: 'other',
      parameters: { version: '9' },
      overrides: { resources: null },
    });
  });

  it('opens empty where the other staging is gone', async () => {
    serveStagings([]);
    const { branch } = await openNewPanel('?new&from=gone');
    expect(branch).toHaveValue('');
  });
});
