import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { registerMswTestHooks } from '@backstage/test-utils';
import { Staging } from 'backstage-plugin-stagings-common';
import { http, HttpResponse } from 'msw';
import { node, staging } from '../../__testUtils__/fixtures';
import { renderTab } from '../../__testUtils__/renderStagings';
import {
  errorAnswer,
  server,
  serveStagings,
  url,
} from '../../__testUtils__/server';

registerMswTestHooks(server);

const archived: Partial<Staging> = {
  desired: 'archived',
  status: { phase: 'archived', health: 'suspended' },
  allowedActions: ['restore', 'delete'],
};

async function openMenu(
  differences: Partial<Staging> = {},
  at = '/',
): Promise<Staging> {
  const shown = staging(differences);
  serveStagings([shown]);
  await renderTab({ at });
  await userEvent.click(
    await screen.findByRole('button', { name: `Actions for ${shown.name}` }),
  );
  return shown;
}

async function choose(action: string) {
  await userEvent.click(screen.getByRole('menuitem', { name: action }));
  return within(await screen.findByRole('dialog'));
}

describe('the actions of a staging', () => {
  it('offers what is allowed, and says why the rest is not', async () => {
    await openMenu({
      status: { phase: 'deploying', health: 'progressing' },
      allowedActions: ['update', 'archive'],
    });
    const entries = screen.getAllByRole('menuitem').map(entry => ({
      text: entry.textContent,
      disabled: entry.getAttribute('aria-disabled') === 'true',
    }));
    const forbidden = 'You do not have the permission';
    expect(entries).toEqual([
      { text: `Show log${forbidden}`, disabled: true },
      { text: 'Edit configuration', disabled: false },
      {
        text: 'RedeployNot while it is in this state: Starting',
        disabled: true,
      },
      { text: 'Archive', disabled: false },
      { text: `Delete${forbidden}`, disabled: true },
      { text: 'New staging like this one', disabled: false },
    ]);
  });

  it('offers another like it only to those who may create one', async () => {
    serveStagings([staging()]);
    await renderTab({ mayCreate: false });
    await userEvent.click(
      await screen.findByRole('button', { name: /^Actions for/ }),
    );
    await waitFor(() =>
      expect(
        screen.getByRole('menuitem', { name: /^New staging like this one/ }),
      ).toHaveTextContent('You do not have the permission'),
    );
  });

  it.each([
    ['Redeploy', 'redeploy', {}],
    ['Archive', 'archive', {}],
    ['Restore', 'restore', archived],
  ])('asks before it does: %s', async (label, command, differences) => {
    const { id } = await openMenu(
      differences,
      `/?state=${differences === archived ? 'archived' : ''}`,
    );
    const received: string[] = [];
    server.use(
      http.post(url('/stagings/:id/:command'), ({ params }) => {
        received.push(`${params.id} ${params.command}`);
        return HttpResponse.json(staging(differences), { status: 202 });
      }),
    );
    const dialog = await choose(label);
    expect(received).toEqual([]);
    await userEvent.click(dialog.getByRole('button', { name: label }));
    await waitFor(() => expect(received).toEqual([`${id} ${command}`]));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('says that an archive is harmless', async () => {
    await openMenu();
    const dialog = await choose('Archive');
    expect(dialog.getByText(/This is harmless/)).toBeInTheDocument();
  });

  it('keeps the dialog with the words of the server when it refuses', async () => {
    await openMenu();
    server.use(
      http.post(url('/stagings/:id/archive'), () =>
        errorAnswer(409, 'It is being deleted'),
      ),
    );
    const dialog = await choose('Archive');
    await userEvent.click(dialog.getByRole('button', { name: 'Archive' }));
    expect(
      await dialog.findByText('That did not work: It is being deleted'),
    ).toBeInTheDocument();
  });

  it('does not advise to archive what is archived', async () => {
    await openMenu(archived, '/?state=archived');
    const dialog = await choose('Delete');
    expect(dialog.getByText(/cannot be undone/)).toBeInTheDocument();
    expect(dialog.queryByText(/archive it instead/)).toBeNull();
  });

  it('names the data that a delete destroys, and asks to type the name', async () => {
    const { id, name } = await openMenu();
    const deleted: string[] = [];
    server.use(
      http.get(url('/stagings/:id/resources'), () =>
        HttpResponse.json({
          items: [
            node('StatefulSet', 'db', {
              children: [node('PersistentVolumeClaim', 'data-db-0')],
            }),
            node('StatefulSet', 'queue'),
            node('Deployment', 'web'),
          ],
        }),
      ),
      http.delete(url('/stagings/:id'), ({ params }) => {
        deleted.push(String(params.id));
        return HttpResponse.json(staging(), { status: 202 });
      }),
    );
    const dialog = await choose('Delete');
    await dialog.findByText('volume data-db-0');
    expect(
      dialog.getAllByRole('listitem').map(item => item.textContent),
    ).toEqual(['volume data-db-0', 'what StatefulSet queue has stored']);
    const confirm = dialog.getByRole('button', { name: 'Delete for good' });
    const field = dialog.getByRole('textbox', {
      name: `Type ${name} to confirm`,
    });
    await userEvent.type(field, 'shop{Enter}');
    expect(confirm).toBeDisabled();
    expect(deleted).toEqual([]);

    await userEvent.clear(field);
    await userEvent.type(field, name);
    await userEvent.click(confirm);
    await waitFor(() => expect(deleted).toEqual([id]));
  });
});
