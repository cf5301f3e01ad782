import { registerMswTestHooks } from '@backstage/test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  OperationWithLog,
  StagingRevision,
  UpdateStagingRequest,
} from 'backstage-plugin-stagings-common';
import { http, HttpResponse } from 'msw';
import { accessibilityProblems } from '../../../__testUtils__/accessibility';
import { operation, staging } from '../../../__testUtils__/fixtures';
import { renderDetail } from '../../../__testUtils__/renderDetail';
import { errorAnswer, server, url } from '../../../__testUtils__/server';

registerMswTestHooks(server);

const search = '?tab=activity';

const change: OperationWithLog = {
  ...operation({
    id: 'op-2',
    revision: 2,
    actor: 'user:default/me',
    via: 'external:ci',
    changes: [
      { path: 'parameters.version', from: '1.2', to: '1.3' },
      { path: 'overrides.web.replicas', to: 2 },
      { path: 'overrides.web.debug', from: true, to: null },
    ],
    artifacts: [
      {
        type: 'chart',
        name: 'oci://registry.example.com/web',
        version: '1.4.2',
        digest: 'sha256:abc',
      },
      { type: 'image', name: 'shop:1.3', digest: 'sha256:def' },
    ],
  }),
  log: [
    {
      sequence: 1,
      at: '2026-01-02T10:05:01Z',
      level: 'info',
      message: 'Applied 12 objects',
    },
  ],
};

const now = {
  revision: 3,
  parameters: { version: '1.4' },
  overrides: { web: { replicas: 2 } },
};

async function openOperation(
  differences = {},
  operations: OperationWithLog[] = [change],
) {
  const detail = await renderDetail(
    { ...now, ...differences },
    { search, operations },
  );
  const line = await detail.findByRole('button', { name: /^you/ });
  await userEvent.click(line);
  await detail.findByText('Applied 12 objects');
  return { detail, line };
}

function serveRevision(revision: Partial<StagingRevision>) {
  server.use(
    http.get(url('/stagings/:id/revisions/2'), () =>
      HttpResponse.json({ revision: 2, overrides: {}, ...revision }),
    ),
  );
}

describe('ActivityTab', () => {
  it('tells who did what through what, how long it took, what it changed and deployed', async () => {
    const { detail, line } = await openOperation();
    expect(line).toHaveTextContent(
      /^you via ci deployed revision 2 · done · took 0:48/,
    );
    expect(line).toHaveTextContent('parameters.version 1.2 → 1.3');
    expect(line).toHaveTextContent('overrides.web.replicas none → 2');
    expect(line).toHaveTextContent('and 1 more change');
    const part = (name: string) => detail.getByRole('region', { name });
    expect(part('What changed')).toHaveTextContent(
      'overrides.web.debug true → removed',
    );
    expect(part('What exactly was deployed')).toHaveTextContent(
      /chart oci:\/\/registry.example.com\/web 1.4.2 sha256:abcimage shop:1.3 sha256:def/,
    );
    await expect(accessibilityProblems()).resolves.toEqual([]);
  });

  it('says why one failed, and nothing about one that went well', async () => {
    await renderDetail(now, {
      search,
      operations: [
        { ...change, message: 'Revision 2 is deployed' },
        { ...change, id: 'op-1', state: 'failed', message: 'No such image' },
      ],
    });
    expect(await screen.findByText('No such image')).toBeInTheDocument();
    expect(screen.queryByText('Revision 2 is deployed')).toBeNull();
  });

  it('has no stop watch for what took no time', async () => {
    const { line } = await openOperation({}, [
      { ...change, endedAt: '2026-01-02T10:05:01.400Z' },
    ]);
    expect(line).toHaveTextContent('took less than a second');
  });

  it('goes back to the configuration of then, and says before what changes', async () => {
    const received: UpdateStagingRequest[] = [];
    server.use(
      http.patch(url('/stagings/:id'), async ({ request }) => {
        received.push((await request.json()) as UpdateStagingRequest);
        return HttpResponse.json(staging());
      }),
    );
    const { detail } = await openOperation({ source: { branch: 'main' } });
    serveRevision({ commit: 'c0ffee', parameters: { version: '1.3' } });
    await userEvent.click(
      detail.getByRole('button', {
        name: 'Go back to the configuration of revision 2',
      }),
    );
    const dialog = within(screen.getByRole('dialog'));
    expect(
      (await dialog.findAllByRole('listitem')).map(item => item.textContent),
    ).toEqual([
      'commit none → c0ffee',
      'overrides.web.replicas 2 → none',
      'parameters.version 1.4 → 1.3',
    ]);
    await expect(accessibilityProblems()).resolves.toEqual([]);
    await userEvent.click(dialog.getByRole('button', { name: 'Go back' }));
    await waitFor(() =>
      expect(received).toEqual([
        {
          commit: 'c0ffee',
          parameters: { version: '1.3' },
          overrides: {},
          replace: ['parameters', 'overrides'],
          revision: 3,
        },
      ]),
    );
  });

  it('goes back to the secrets of then, which it shows nowhere', async () => {
    const received: UpdateStagingRequest[] = [];
    server.use(
      http.patch(url('/stagings/:id'), async ({ request }) => {
        received.push((await request.json()) as UpdateStagingRequest);
        return HttpResponse.json(staging());
      }),
    );
    const { detail } = await openOperation({ secretParameters: ['token'] }, [
      {
        ...change,
        changes: [{ path: 'parameters.token', secret: 'changed' }],
      },
    ]);
    expect(
      detail.getAllByText('changed (hidden)')[0]?.closest('li'),
    ).toHaveTextContent('parameters.token changed (hidden)');
    serveRevision({ ...now, secretParameters: ['token'] });
    await userEvent.click(detail.getByRole('button', { name: /^Go back/ }));
    const dialog = within(screen.getByRole('dialog'));
    expect(
      await dialog.findByText('Secrets become those that it had then.'),
    ).toBeInTheDocument();
    await userEvent.click(dialog.getByRole('button', { name: 'Go back' }));
    await waitFor(() => expect(received).toHaveLength(1));
    expect(received[0]).toMatchObject({ secretsOf: 2 });
  });

  it('says what the server has against it', async () => {
    const { detail } = await openOperation();
    serveRevision({ parameters: { version: '1.3' } });
    server.use(
      http.patch(url('/stagings/:id'), () =>
        errorAnswer(409, 'It is at revision 4 now'),
      ),
    );
    await userEvent.click(detail.getByRole('button', { name: /^Go back/ }));
    const dialog = within(screen.getByRole('dialog'));
    await dialog.findAllByRole('listitem');
    await userEvent.click(dialog.getByRole('button', { name: 'Go back' }));
    expect(
      await dialog.findByText(/It is at revision 4 now/),
    ).toBeInTheDocument();
  });

  it.each([
    ['it is the configuration of now', { revision: 2 }],
    ['its reader may not change it', { allowedActions: [] }],
  ])('offers no way back where %s', async (_, differences) => {
    const { detail } = await openOperation(differences);
    expect(detail.queryByRole('button', { name: /^Go back/ })).toBeNull();
  });
});
