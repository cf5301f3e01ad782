import { registerMswTestHooks } from '@backstage/test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  OperationWithLog,
  Phase,
  StagingAction,
} from 'backstage-plugin-stagings-common';
import { http, HttpResponse } from 'msw';
import { accessibilityProblems } from '../../../__testUtils__/accessibility';
import { operation, staging } from '../../../__testUtils__/fixtures';
import { renderDetail } from '../../../__testUtils__/renderDetail';
import { server, url } from '../../../__testUtils__/server';

registerMswTestHooks(server);

const at = (second: number) =>
  new Date(Date.now() - 60_000 + second * 1000).toISOString();

const underWay: OperationWithLog = {
  ...operation({ state: 'running', endedAt: undefined }),
  createdAt: at(0),
  startedAt: at(2),
  log: [
    {
      sequence: 1,
      at: at(2),
      level: 'info',
      message: 'Rendering revision 1',
      step: 'render',
    },
    {
      sequence: 2,
      at: at(5),
      level: 'info',
      message: 'Applying 12 objects',
      step: 'apply',
    },
    {
      sequence: 3,
      at: at(6),
      level: 'info',
      message: 'Created Deployment web',
    },
  ],
};

describe('StatusPanel', () => {
  it('says once, in the time of the person, when an archived one will be deleted', async () => {
    const detail = await renderDetail({
      desired: 'archived',
      archivedAt: at(0),
      expiresAt: '2026-11-28T05:00:00Z',
      status: {
        phase: 'archived',
        health: 'suspended',
        reason: 'ArchiveExpires',
        message: 'Will be deleted with its data on 2026-11-28 05:00 UTC',
      },
    });
    const date = new Date('2026-11-28T05:00:00Z').toLocaleString(undefined, {
      dateStyle: 'medium',
      timeStyle: 'short',
    });
    expect(detail.getAllByText(/deleted with its data/)).toHaveLength(1);
    expect(
      detail.getByRole('group', { name: 'What happens now' }),
    ).toHaveTextContent(date);
  });

  it('shows how far a deploy got and what it waits for, and stops it', async () => {
    const cancelled = jest.fn();
    const detail = await renderDetail(
      {
        status: {
          phase: 'deploying',
          health: 'progressing',
          message: 'web: 1 of 2 pods are ready',
        },
        allowedActions: ['cancel'],
      },
      { operations: [underWay] },
    );
    server.use(
      http.post(url('/stagings/:id/cancel'), () => {
        cancelled();
        return HttpResponse.json(staging(), { status: 202 });
      }),
    );
    const panel = within(
      detail.getByRole('group', { name: 'What happens now' }),
    );
    expect(panel.getByRole('status')).toHaveTextContent(
      'Starting · web: 1 of 2 pods are ready',
    );
    const steps = within(await panel.findByRole('list', { name: 'Progress' }));
    await waitFor(() =>
      expect(
        steps.getAllByRole('listitem').map(({ textContent }) => textContent),
      ).toEqual([
        'doneQueued0:02',
        'doneRendering0:03',
        'to comeLooking up images',
        expect.stringMatching(/^under wayApplying0:5\d$/),
        'to comeWaiting until healthy',
        'to comeDone',
      ]),
    );
    expect(
      panel.getByText('Latest: Created Deployment web'),
    ).toBeInTheDocument();
    await expect(accessibilityProblems()).resolves.toEqual([]);

    await userEvent.click(panel.getByRole('button', { name: 'Cancel deploy' }));
    const dialog = within(screen.getByRole('dialog'));
    await userEvent.click(
      dialog.getByRole('button', { name: 'Stop deploying' }),
    );
    await waitFor(() => expect(cancelled).toHaveBeenCalled());
  });

  it.each<[Phase, StagingAction, string, RegExp]>([
    ['queued', 'cancel', 'Cancel deploy', /^Queued · It starts in a moment/],
    ['waiting', 'cancel', 'Cancel deploy', /^Waiting · /],
    ['archived', 'restore', 'Restore', /^Archived · Stopped/],
    ['failed', 'update', 'Edit configuration', /^Failed · /],
  ])(
    'has the button that helps while %s',
    async (phase, action, label, words) => {
      const detail = await renderDetail({
        desired: 'running',
        status: { phase, health: 'unknown' },
        allowedActions: [action],
      });
      const panel = within(
        detail.getByRole('group', { name: 'What happens now' }),
      );
      expect(panel.getByRole('status')).toHaveTextContent(words);
      expect(panel.getByRole('button', { name: label })).toBeVisible();
      await expect(accessibilityProblems()).resolves.toEqual([]);
    },
  );

  it('does not call one well whose cluster does not answer', async () => {
    const message = 'Cluster staging cannot be reached: refused';
    const detail = await renderDetail({
      status: {
        phase: 'running',
        health: 'unknown',
        lastHealth: 'healthy',
        observedAt: new Date(Date.now() - 4 * 60_000).toISOString(),
        reason: 'ClusterUnreachable',
        message,
      },
    });
    expect(detail.queryByText('Running')).toBeNull();
    expect(detail.getAllByText('Unknown')).toHaveLength(2);
    const panel = within(
      detail.getByRole('group', { name: 'What happens now' }),
    );
    expect(panel.getByRole('status')).toHaveTextContent(
      'Unknown · last seen running 4 min ago',
    );
    expect(panel.getByText(message)).toBeVisible();
  });

  it('tells since when a staging is gone, and how to get one like it', async () => {
    const detail = await renderDetail({
      desired: 'deleted',
      status: { phase: 'deleted', health: 'unknown' },
      deletedAt: new Date(Date.now() - 3 * 86_400_000).toISOString(),
      allowedActions: [],
    });
    const panel = within(
      detail.getByRole('group', { name: 'What happens now' }),
    );
    expect(panel.getByText('3 days ago')).toBeInTheDocument();
    expect(
      panel.getByRole('link', { name: 'Create one like it' }),
    ).toHaveAttribute('href', expect.stringMatching(/\/tab\?new=&from=id-/));
    expect(detail.queryByRole('link', { name: /^Open / })).toBeNull();
  });
});
