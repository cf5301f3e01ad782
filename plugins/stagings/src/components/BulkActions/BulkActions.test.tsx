import { registerMswTestHooks } from '@backstage/test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { accessibilityProblems } from '../../__testUtils__/accessibility';
import { node, staging } from '../../__testUtils__/fixtures';
import { renderTab } from '../../__testUtils__/renderStagings';
import {
  errorAnswer,
  server,
  serveStagings,
  url,
} from '../../__testUtils__/server';

registerMswTestHooks(server);

const stagings = [
  staging({ name: 'one' }),
  staging({ name: 'two' }),
  staging({ name: 'three', allowedActions: [] }),
];

async function chooseAll() {
  serveStagings(stagings);
  await renderTab();
  await userEvent.click(
    await screen.findByRole('checkbox', { name: 'Choose all' }),
  );
  return within(screen.getByRole('region', { name: 'Chosen stagings' }));
}

async function open(action: string) {
  const bar = await chooseAll();
  await userEvent.click(bar.getByRole('button', { name: action }));
  return within(await screen.findByRole('dialog'));
}

const confirm = (dialog: ReturnType<typeof within>, name: string) =>
  userEvent.click(dialog.getByRole('button', { name }));

describe('what is done to several stagings', () => {
  it('counts what is chosen, and lets go of it', async () => {
    const bar = await chooseAll();
    expect(bar.getByText('3 chosen')).toBeInTheDocument();
    expect(bar.getByRole('button', { name: 'Archive 2' })).toBeEnabled();
    await userEvent.click(bar.getByRole('button', { name: 'Choose none' }));
    expect(
      screen.queryByRole('region', { name: 'Chosen stagings' }),
    ).toBeNull();
  });

  it('archives those that it may, and names the rest', async () => {
    const received: unknown[] = [];
    server.use();
    const dialog = await open('Archive 2');
    server.use(
      http.post(url('/stagings/:id/archive'), ({ params }) => {
        received.push(params.id);
        return HttpResponse.json(staging(), { status: 202 });
      }),
    );
    expect(dialog.getByText('one')).toBeInTheDocument();
    expect(dialog.getByText('three').parentElement).toHaveTextContent(
      /left out/,
    );
    await confirm(dialog, 'Archive 2');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(received.sort()).toEqual(['id-one', 'id-two']);
    expect(
      screen.queryByRole('region', { name: 'Chosen stagings' }),
    ).toBeNull();
  });

  it('names those that it failed for, and tries only them again', async () => {
    const received: unknown[] = [];
    const dialog = await open('Archive 2');
    server.use(
      http.post(url('/stagings/:id/archive'), ({ params }) => {
        received.push(params.id);
        return params.id === 'id-two'
          ? errorAnswer(409, 'It is being deleted')
          : HttpResponse.json(staging(), { status: 202 });
      }),
    );
    await confirm(dialog, 'Archive 2');
    expect(
      await dialog.findByText(/^It did not work for 1 of them/),
    ).toBeInTheDocument();
    expect(dialog.getByText('two').parentElement).toHaveTextContent(
      'That did not work: It is being deleted',
    );
    expect(dialog.getByText('one').parentElement).toHaveTextContent(
      'on its way',
    );
    received.length = 0;
    await confirm(dialog, 'Try those again');
    await waitFor(() => expect(received).toEqual(['id-two']));
  });

  it('names what a delete destroys, and asks to type how many', async () => {
    const received: unknown[] = [];
    server.resetHandlers();
    const dialog = await open('Delete 2');
    server.use(
      http.get(url('/stagings/id-one/resources'), () =>
        HttpResponse.json({
          items: [node('PersistentVolumeClaim', 'data-db-0')],
        }),
      ),
      http.delete(url('/stagings/:id'), ({ params }) => {
        received.push(params.id);
        return HttpResponse.json(staging(), { status: 202 });
      }),
    );
    expect(await accessibilityProblems()).toEqual([]);
    expect(dialog.getByRole('button', { name: 'Delete 2' })).toBeDisabled();
    await userEvent.type(dialog.getByRole('textbox'), '2');
    await confirm(dialog, 'Delete 2');
    await waitFor(() => expect(received.sort()).toEqual(['id-one', 'id-two']));
  });
});
