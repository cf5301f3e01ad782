import { registerMswTestHooks } from '@backstage/test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ResourceNode, RestartRequest } from 'backstage-plugin-stagings-common';
import { http, HttpResponse } from 'msw';
import { accessibilityProblems } from '../../../__testUtils__/accessibility';
import { node, staging } from '../../../__testUtils__/fixtures';
import { renderDetail } from '../../../__testUtils__/renderDetail';
import { errorAnswer, server, url } from '../../../__testUtils__/server';

registerMswTestHooks(server);

const deployment = (name: string, differences: Partial<ResourceNode> = {}) =>
  node('Deployment', name, { group: 'apps', ...differences });

const resources: ResourceNode[] = [
  deployment('web', {
    summary: '2 of 2 ready',
    children: [node('Pod', 'web-1', { containers: [] })],
  }),
  deployment('worker', {
    health: 'degraded',
    children: [
      node('Pod', 'worker-1', {
        health: 'degraded',
        message: 'worker exits with code 1',
        containers: [
          {
            name: 'main',
            image: 'shop:1.2.9',
            init: false,
            ready: false,
            restarts: 3,
            state: 'waiting',
            reason: 'CrashLoopBackOff',
            exitCode: 1,
          },
        ],
      }),
    ],
  }),
  node('Service', 'door'),
];

const all = ['restart', 'readLogs', 'update'] as const;

async function renderTree(
  allowedActions: readonly (typeof all)[number][] = all,
) {
  const detail = await renderDetail(
    { allowedActions: [...allowedActions] },
    { resources },
  );
  await detail.findByRole('tree');
  return detail;
}

const line = (name: RegExp) => screen.getByRole('treeitem', { name });

describe('OverviewTab', () => {
  it('shows what fails first, down to the container, and folds what is well', async () => {
    const detail = await renderTree();
    const lines = detail.getAllByRole('treeitem');
    expect(lines.map(each => each.getAttribute('aria-level'))).toEqual([
      '1',
      '2',
      '3',
      '1',
      '1',
    ]);
    expect(lines[0]).toHaveTextContent(/^Deployment worker Failing/);
    expect(lines[1]).toHaveTextContent('worker exits with code 1');
    expect(lines[2]).toHaveTextContent(
      'waiting · CrashLoopBackOff · exit code 1 · 3 restarts',
    );
    expect(lines[2]).toHaveTextContent('shop:1.2.9');
    expect(lines[3]).toHaveAttribute('aria-expanded', 'false');
    expect(lines[4]).toHaveTextContent('1 healthy object');
    expect(
      detail.getByRole('link', { name: 'Log of main in worker-1' }),
    ).toBeVisible();
    await expect(accessibilityProblems()).resolves.toEqual([]);
  });

  it('is walked through by keyboard', async () => {
    await renderTree();
    await waitFor(() => expect(line(/worker Failing/)).toBeVisible());
    line(/worker Failing/).focus();
    await userEvent.keyboard('{End}');
    expect(line(/1 healthy object/)).toHaveFocus();
    await userEvent.keyboard('{ArrowRight}{ArrowRight}');
    expect(line(/door/)).toHaveFocus();
    await userEvent.keyboard('{ArrowLeft}{ArrowLeft}');
    expect(screen.queryByText('door')).toBeNull();
    await userEvent.keyboard('{ArrowUp}{Enter}{ArrowDown}');
    expect(line(/web-1/)).toHaveFocus();
    await userEvent.keyboard('{Home}');
    expect(line(/worker Failing/)).toHaveFocus();
    await userEvent.tab();
    expect(
      screen.getByRole('button', { name: 'Restart Deployment worker' }),
    ).toHaveFocus();
  });

  it('restarts one workload', async () => {
    const received: RestartRequest[] = [];
    server.use(
      http.post(url('/stagings/:id/restart'), async ({ request }) => {
        received.push((await request.json()) as RestartRequest);
        return HttpResponse.json(staging(), { status: 202 });
      }),
    );
    const detail = await renderTree();
    await userEvent.click(
      detail.getByRole('button', { name: 'Restart Deployment worker' }),
    );
    const dialog = within(screen.getByRole('dialog'));
    await userEvent.click(dialog.getByRole('button', { name: 'Restart' }));
    await waitFor(() =>
      expect(received).toEqual([
        { resource: { kind: 'Deployment', name: 'worker' } },
      ]),
    );
  });

  it('shows what was applied', async () => {
    const asked: URL[] = [];
    server.use(
      http.get(url('/stagings/:id/manifest'), ({ request }) => {
        asked.push(new URL(request.url));
        return HttpResponse.text('kind: Deployment\n');
      }),
    );
    const detail = await renderTree();
    await userEvent.click(
      detail.getByRole('button', { name: 'YAML of Deployment worker' }),
    );
    const dialog = within(screen.getByRole('dialog'));
    expect(await dialog.findByText('kind: Deployment')).toBeInTheDocument();
    expect(asked[0]?.search).toBe('?group=apps&kind=Deployment&name=worker');
    expect(dialog.getByRole('button', { name: 'Copy the YAML' })).toBeVisible();
    await expect(accessibilityProblems()).resolves.toEqual([]);
  });

  it('offers nothing that its reader may not do', async () => {
    const detail = await renderTree([]);
    expect(detail.queryByRole('button', { name: /^Restart/ })).toBeNull();
    expect(detail.queryByRole('button', { name: /^YAML/ })).toBeNull();
    expect(detail.queryByRole('link', { name: /^Log of/ })).toBeNull();
  });

  it('says so where the cluster cannot be read', async () => {
    const detail = await renderDetail();
    server.use(
      http.get(url('/stagings/:id/resources'), () =>
        errorAnswer(503, 'The cluster staging does not answer'),
      ),
    );
    await userEvent.click(detail.getByRole('tab', { name: 'Events' }));
    await userEvent.click(detail.getByRole('tab', { name: 'Overview' }));
    expect(
      await detail.findByText('The cluster staging does not answer'),
    ).toBeInTheDocument();
  });
});
