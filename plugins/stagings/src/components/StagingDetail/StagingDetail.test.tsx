import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { registerMswTestHooks } from '@backstage/test-utils';
import {
  Staging,
  UpdateStagingRequest,
} from 'backstage-plugin-stagings-common';
import { http, HttpResponse } from 'msw';
import { node, operation, staging } from '../../__testUtils__/fixtures';
import { renderTab } from '../../__testUtils__/renderStagings';
import {
  errorAnswer,
  server,
  serveStagings,
  url,
} from '../../__testUtils__/server';

registerMswTestHooks(server);

async function renderDetail(differences: Partial<Staging> = {}, search = '') {
  const shown = staging(differences);
  serveStagings([shown]);
  await renderTab({ at: `/${shown.id}${search}` });
  return within(await screen.findByRole('article', { name: shown.name }));
}

function serveResources(...items: ReturnType<typeof node>[]) {
  server.use(
    http.get(url('/stagings/:id/resources'), () =>
      HttpResponse.json({ items }),
    ),
  );
}

const worker = {
  name: 'worker',
  image: 'shop:1.2.9',
  init: false,
  ready: false,
  restarts: 3,
  state: 'waiting' as const,
  reason: 'CrashLoopBackOff',
  exitCode: 1,
};

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
    expect(
      detail.getByText('worker exits with code 1: DATABASE_URL is not set'),
    ).toBeInTheDocument();
    expect(detail.getByLabelText('Evidence')).toHaveTextContent(
      'Pod worker-1 · container worker · exit code 1',
    );
    expect(detail.getByText('Set DATABASE_URL')).toBeInTheDocument();
    expect(
      detail.getByText('What ran before still runs (revision 2).'),
    ).toBeInTheDocument();
    expect(
      detail.getByRole('link', { name: '→ Show log' }),
    ).toBeInTheDocument();
  });

  it('says so when there is no such staging', async () => {
    serveStagings([]);
    await renderTab({ at: '/nothing' });
    expect(
      await screen.findByText(/There is no such staging/),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: '← Stagings' })).toBeVisible();
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

  it('shows the objects, unhealthy ones first and calm ones folded', async () => {
    serveResources();
    const detail = await renderDetail();
    serveResources(
      node('Deployment', 'web', {
        summary: '2 of 2 ready',
        children: [node('Pod', 'web-1', { containers: [] })],
      }),
      node('Deployment', 'worker', {
        health: 'degraded',
        children: [
          node('Pod', 'worker-1', {
            health: 'degraded',
            message: 'worker exits with code 1',
            containers: [worker],
          }),
        ],
      }),
      node('Service', 'web'),
    );
    await userEvent.click(detail.getByRole('tab', { name: 'Logs' }));
    await userEvent.click(detail.getByRole('tab', { name: 'Overview' }));
    const tree = await detail.findByText('worker exits with code 1');
    expect(tree).toBeInTheDocument();
    const items = detail.getAllByRole('listitem');
    expect(items[0]).toHaveTextContent(/^Deploymentworker/);
    expect(detail.getByText('shop:1.2.9')).toBeInTheDocument();
    expect(
      detail.getByText('waiting · CrashLoopBackOff · exit code 1 · 3 restarts'),
    ).toBeInTheDocument();
    expect(detail.queryByText('Service')).toBeNull();
    await userEvent.click(
      detail.getByRole('button', { name: '1 healthy object' }),
    );
    expect(detail.getByText('Service')).toBeInTheDocument();
  });

  it('shows the configuration, and sends only what was changed', async () => {
    const detail = await renderDetail(
      {
        revision: 4,
        parameters: { version: '1.2', region: 'eu' },
        overrides: { web: { replicas: 2, debug: null } },
      },
      '?tab=configuration',
    );
    expect(detail.getByText('web.replicas')).toBeInTheDocument();
    expect(detail.getByText('removed')).toBeInTheDocument();

    const received: UpdateStagingRequest[] = [];
    server.use(
      http.patch(url('/stagings/:id'), async ({ request }) => {
        received.push((await request.json()) as UpdateStagingRequest);
        return HttpResponse.json(staging());
      }),
    );
    const [edit] = detail.getAllByRole('button', { name: 'Edit' });
    await userEvent.click(edit!);
    const panel = within(await screen.findByRole('dialog'));
    const save = await panel.findByRole('button', { name: 'Save and deploy' });
    expect(save).toBeDisabled();
    const version = panel.getByRole('textbox', { name: /Image tag/ });
    await userEvent.clear(version);
    await userEvent.type(version, '1.3');
    await userEvent.click(save);
    await waitFor(() =>
      expect(received).toEqual([
        { parameters: { version: '1.3' }, revision: 4 },
      ]),
    );
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('says so when somebody else changed it meanwhile', async () => {
    serveStagings([staging()]);
    server.use(
      http.patch(url('/stagings/:id'), () =>
        errorAnswer(409, 'revision: it is at revision 5 now'),
      ),
    );
    await renderTab({ at: `/${staging().id}?tab=configuration&panel=edit` });
    const panel = within(await screen.findByRole('dialog'));
    await userEvent.type(
      await panel.findByRole('textbox', { name: /Image tag/ }),
      '-2{Enter}',
    );
    expect(
      await panel.findByText(/Somebody changed this staging meanwhile/),
    ).toBeInTheDocument();
  });

  it('tells what was done, by whom, what it changed, and its log when opened', async () => {
    serveStagings([]);
    const detail = await renderDetail({}, '?tab=activity');
    const change = operation({
      id: 'op-2',
      revision: 2,
      actor: 'user:default/me',
      changes: [{ path: 'parameters.version', from: '1.2', to: '1.3' }],
    });
    server.use(
      http.get(url('/stagings/:id/operations'), () =>
        HttpResponse.json({ items: [change] }),
      ),
      http.get(url('/operations/op-2'), () =>
        HttpResponse.json({
          ...change,
          log: [
            {
              sequence: 1,
              at: change.startedAt,
              level: 'info',
              message: 'Applied 12 objects',
            },
          ],
        }),
      ),
    );
    await userEvent.click(detail.getByRole('tab', { name: 'Overview' }));
    await userEvent.click(detail.getByRole('tab', { name: 'Activity' }));
    const line = await detail.findByRole('button', { name: /^you/ });
    expect(line).toHaveTextContent(/deployed.*revision 2 · done · took 0:48/);
    await userEvent.click(line);
    expect(
      await detail.findByText('parameters.version: 1.2 → 1.3'),
    ).toBeInTheDocument();
    expect(await detail.findByText('Applied 12 objects')).toBeInTheDocument();
  });

  it('has no logs for those who may not read them', async () => {
    const detail = await renderDetail({ allowedActions: [] }, '?tab=logs');
    expect(
      detail.getByText(/do not have the permission to read logs/),
    ).toBeInTheDocument();
  });
});
