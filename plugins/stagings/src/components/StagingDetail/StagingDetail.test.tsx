import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { registerMswTestHooks } from '@backstage/test-utils';
import { http, HttpResponse } from 'msw';
import { accessibilityProblems } from '../../__testUtils__/accessibility';
import { staging } from '../../__testUtils__/fixtures';
import { renderDetail } from '../../__testUtils__/renderDetail';
import { renderTab } from '../../__testUtils__/renderStagings';
import {
  errorAnswer,
  server,
  serveStagings,
  url,
} from '../../__testUtils__/server';

registerMswTestHooks(server);

describe('StagingDetail', () => {
  it('says nothing about the state while all is well', async () => {
    const detail = await renderDetail();
    expect(detail.getByText('Running')).toBeInTheDocument();
    expect(detail.queryByRole('alert')).toBeNull();
    expect(detail.getByRole('link', { name: /^Open App/ })).toHaveAttribute(
      'href',
      'https://shop-redesign-k3v7q.stagings.example.com',
    );
    expect(
      detail.getByRole('button', { name: 'Copy the address of App' }),
    ).toBeInTheDocument();
    expect(detail.getByRole('link', { name: '← Stagings' })).toHaveAttribute(
      'href',
      '/tab',
    );
  });

  it('explains what fails, with the facts and the way on', async () => {
    const detail = await renderDetail({
      status: {
        phase: 'failed',
        health: 'healthy',
        deployedRevision: 2,
        reason: 'ContainerFailed',
        message: 'worker exits with code 1: DATABASE_URL is not set',
        evidence: {
          object: { kind: 'Pod', name: 'worker-1' },
          container: 'worker',
          exitCode: 1,
        },
        hint: { text: 'Set DATABASE_URL', audience: 'engineer' },
      },
    });
    expect(detail.getByRole('status', { name: '' })).toHaveTextContent(
      'Failed · worker exits with code 1: DATABASE_URL is not set',
    );
    expect(detail.getByLabelText('Evidence')).toHaveTextContent(
      'Pod worker-1 · container worker · exit code 1',
    );
    expect(detail.getByText('Set DATABASE_URL')).toBeInTheDocument();
    expect(
      detail.getByText('What ran before still runs (revision 2).'),
    ).toBeInTheDocument();
    await userEvent.click(
      detail.getByRole('button', { name: 'Show log of worker' }),
    );
    expect(detail.getByRole('tab', { name: 'Logs' })).toHaveAttribute(
      'aria-selected',
      'true',
    );
    expect(
      detail.getByRole('button', { name: 'Edit configuration' }),
    ).toBeInTheDocument();
  });

  it('keeps what it knows when the backend goes away', async () => {
    const detail = await renderDetail();
    server.use(
      http.get(url('/stagings/:id'), () => errorAnswer(503, 'Restarting')),
      http.post(url('/stagings/:id/redeploy'), () =>
        HttpResponse.json(staging(), { status: 202 }),
      ),
    );
    await userEvent.click(detail.getByRole('button', { name: 'Redeploy' }));
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.click(dialog.getByRole('button', { name: 'Redeploy' }));
    expect(
      await screen.findByText('What you see may be out of date'),
    ).toBeInTheDocument();
    expect(screen.getByText('Restarting')).toBeInTheDocument();
    expect(screen.getByRole('article')).toHaveTextContent('Running');
  });

  it.each([
    [404, 'There is no such staging, or you may not see it'],
    [403, 'You may not see this staging'],
  ])('has an answer to %i, and the way back', async (status, words) => {
    serveStagings([]);
    server.use(http.get(url('/stagings/:id'), () => errorAnswer(status, 'No')));
    await renderTab({ at: '/an-id' });
    expect(await screen.findByText(words)).toBeInTheDocument();
    expect(screen.getByRole('link', { name: '← Stagings' })).toBeVisible();
    await expect(accessibilityProblems()).resolves.toEqual([]);
  });

  it('says so when the backend is down, and reads again when asked to', async () => {
    serveStagings([staging()]);
    server.use(
      http.get(url('/stagings/:id'), () => errorAnswer(503, 'Restarting'), {
        once: true,
      }),
    );
    await renderTab({ at: `/${staging().id}` });
    expect(
      await screen.findByText('This staging cannot be read now'),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('article')).toHaveTextContent('Running');
    expect(screen.queryByText('Restarting')).toBeNull();
  });

  it('says so when the backend is slow', async () => {
    jest.useFakeTimers({ advanceTimers: true, doNotFake: ['performance'] });
    try {
      serveStagings([staging()]);
      server.use(
        http.get(url('/stagings/:id'), () => new Promise<never>(() => {})),
      );
      await renderTab({ at: `/${staging().id}` });
      const note = /longer than usual/;
      expect(screen.queryByText(note)).toBeNull();
      await act(() => jest.advanceTimersByTimeAsync(5_000));
      expect(screen.getByText(note)).toBeInTheDocument();
    } finally {
      jest.useRealTimers();
    }
  });

  it('keeps the tab in the address', async () => {
    const detail = await renderDetail({}, { search: '?tab=events' });
    const tab = (name: string) => detail.getByRole('tab', { name });
    expect(tab('Events')).toHaveAttribute('aria-selected', 'true');
    await userEvent.click(tab('Configuration'));
    expect(
      detail.getByRole('tabpanel', { name: 'Configuration' }),
    ).toBeInTheDocument();
    await expect(accessibilityProblems()).resolves.toEqual([]);
  });

  it('shows a link as a QR code', async () => {
    const detail = await renderDetail();
    await userEvent.click(
      detail.getByRole('button', {
        name: 'Show the address of App as a QR code',
      }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByRole('img', { name: 'App on a phone' })).toBeVisible();
    await expect(accessibilityProblems()).resolves.toEqual([]);
  });
});
