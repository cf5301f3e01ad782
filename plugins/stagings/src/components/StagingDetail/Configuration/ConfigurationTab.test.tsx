import { registerMswTestHooks } from '@backstage/test-utils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Staging } from 'backstage-plugin-stagings-common';
import { http, HttpResponse } from 'msw';
import { accessibilityProblems } from '../../../__testUtils__/accessibility';
import { renderDetail } from '../../../__testUtils__/renderDetail';
import { errorAnswer, server, url } from '../../../__testUtils__/server';

registerMswTestHooks(server);

const search = '?tab=configuration';

const configured: Partial<Staging> = {
  revision: 5,
  version: '1.3',
  parameters: { version: '1.3' },
  overrides: { web: { replicas: 2, debug: null } },
  overrideCount: 2,
  status: {
    phase: 'failed',
    health: 'healthy',
    deployedRevision: 4,
    deployedVersion: '1.2',
  },
};

function serveAround() {
  server.use(
    http.get(url('/templates/:name/keys'), () =>
      HttpResponse.json({
        items: [
          {
            key: 'web.replicas',
            path: ['web', 'replicas'],
            default: 1,
            setBy: 'chart',
          },
        ],
        truncated: false,
      }),
    ),
    http.get(url('/stagings/:id/revisions/4'), () =>
      HttpResponse.json({
        revision: 4,
        commit: '3f9ab2c81d',
        parameters: { version: '1.2' },
        overrides: configured.overrides,
      }),
    ),
  );
}

describe('ConfigurationTab', () => {
  it('tells what is wanted, what runs, and what the difference is', async () => {
    const detail = await renderDetail(configured, { search: '' });
    serveAround();
    await userEvent.click(detail.getByRole('tab', { name: 'Configuration' }));
    const facts = detail.getAllByRole('definition');
    expect(facts[1]).toHaveTextContent('1.3 · revision 5');
    expect(facts[2]).toHaveTextContent('1.2 · revision 4');
    const difference = await detail.findByRole('region', {
      name: 'Not deployed yet',
    });
    expect(within(difference).getAllByRole('listitem')).toHaveLength(1);
    expect(difference).toHaveTextContent('parameters.version 1.2 → 1.3');
    await expect(accessibilityProblems()).resolves.toEqual([]);
  });

  it('tells where each value comes from', async () => {
    const detail = await renderDetail(configured);
    serveAround();
    await userEvent.click(detail.getByRole('tab', { name: 'Configuration' }));
    expect(await detail.findByText('instead of 1')).toBeInTheDocument();
    expect(detail.getByText('removed here')).toBeInTheDocument();
    const parameters = detail.getByRole('region', { name: 'Parameters' });
    expect(parameters).toHaveTextContent(
      /Image tagversion1.3set hereinstead of main/,
    );
    const [template] = detail.getAllByRole('definition');
    expect(template).toHaveTextContent('Web service');
  });

  it('shows the values also where the template is gone', async () => {
    const detail = await renderDetail(configured);
    server.use(
      http.get(url('/templates'), () => errorAnswer(503, 'No')),
      http.get(url('/templates/:name/keys'), () => errorAnswer(404, 'No')),
      http.get(url('/stagings/:id/revisions/4'), () => errorAnswer(404, 'No')),
    );
    await userEvent.click(detail.getByRole('tab', { name: 'Configuration' }));
    expect(detail.getByText('web.replicas')).toBeInTheDocument();
    const parameters = detail.getByRole('region', { name: 'Parameters' });
    expect(parameters).toHaveTextContent('version1.3set here');
    const [template] = detail.getAllByRole('definition');
    expect(template).toHaveTextContent('web');
  });

  it('opens the panel to edit it', async () => {
    const detail = await renderDetail({}, { search });
    const [edit] = detail.getAllByRole('button', { name: 'Edit' });
    await userEvent.click(edit!);
    expect(await screen.findByRole('dialog')).toBeInTheDocument();
  });
});
