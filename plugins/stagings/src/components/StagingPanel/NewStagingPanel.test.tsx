import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { registerMswTestHooks } from '@backstage/test-utils';
import {
  CreateStagingRequest,
  stagingName,
} from 'backstage-plugin-stagings-common';
import { http, HttpResponse } from 'msw';
import { staging, template } from '../../__testUtils__/fixtures';
import { renderTab } from '../../__testUtils__/renderStagings';
import {
  errorAnswer,
  server,
  serveStagings,
  url,
} from '../../__testUtils__/server';

registerMswTestHooks(server);

interface Received {
  request: CreateStagingRequest;
  key: string | null;
}

/** Answers creations one after the other: with an error, or with a new staging for `undefined`. */
function answerCreations(...answers: (Response | undefined)[]): Received[] {
  const received: Received[] = [];
  server.use(
    http.post(url('/stagings'), async ({ request }) => {
      received.push({
        request: (await request.json()) as CreateStagingRequest,
        key: request.headers.get('Idempotency-Key'),
      });
      const answer = answers[received.length - 1];
      return answer ?? HttpResponse.json(staging(), { status: 201 });
    }),
  );
  return received;
}

async function openPanel() {
  await renderTab({ at: '/?panel=new' });
  const panel = within(
    await screen.findByRole('dialog', { name: 'New staging of shop' }),
  );
  const branch = await panel.findByRole('textbox', { name: /Branch/ });
  return { panel, branch };
}

describe('NewStagingPanel', () => {
  it('shows the address before creating, and creates with Enter', async () => {
    serveStagings([staging()]);
    const received = answerCreations();
    const { panel, branch } = await openPanel();
    expect(
      panel.getByText('Name a branch to see the address'),
    ).toBeInTheDocument();

    await userEvent.type(branch, 'feature/redesign');
    const name = stagingName({
      entityRef: 'component:default/shop',
      component: 'shop',
      cluster: 'staging',
      branch: 'feature/redesign',
    });
    expect(panel.getByText(`${name}.stagings.example.com`)).toBeInTheDocument();

    await userEvent.type(branch, '{Enter}');
    expect(
      await screen.findByRole('article', { name: 'shop-redesign-k3v7q' }),
    ).toBeInTheDocument();
    expect(received).toEqual([
      {
        key: expect.stringMatching(/^[0-9a-f]{32}$/),
        request: {
          entityRef: 'component:default/shop',
          template: 'web',
          branch: 'feature/redesign',
          parameters: { version: 'main' },
          overrides: {},
        },
      },
    ]);
  });

  it('has the keyboard in the branch, and refuses what git would refuse', async () => {
    serveStagings([]);
    const received = answerCreations();
    const { panel, branch } = await openPanel();
    expect(branch).toHaveFocus();
    await userEvent.click(
      panel.getByRole('button', { name: 'Create staging' }),
    );
    expect(
      panel.getByText('Say which branch the staging is for'),
    ).toBeInTheDocument();
    await userEvent.type(branch, 'feature..x{Enter}');
    expect(panel.getByText(/Git would not accept/)).toBeInTheDocument();
    expect(received).toEqual([]);
  });

  it('shows the words of the server at the field that they are about', async () => {
    serveStagings([]);
    const received = answerCreations(
      errorAnswer(400, 'parameters.version: 3f9 was never built'),
      errorAnswer(409, 'name: ‘checkout’ is taken'),
      errorAnswer(429, 'There are 10 stagings of shop: archive one'),
    );
    const { panel, branch } = await openPanel();
    const version = panel.getByRole('textbox', { name: /Image tag/ });
    await userEvent.type(branch, 'main{Enter}');
    expect(await panel.findByText('3f9 was never built')).toBeInTheDocument();
    expect(version).toHaveAttribute('aria-invalid', 'true');

    await userEvent.type(version, '-2');
    expect(panel.queryByText('3f9 was never built')).toBeNull();
    await userEvent.click(panel.getByRole('button', { name: 'Choose name' }));
    const name = panel.getByRole('textbox', { name: 'Name' });
    await userEvent.clear(name);
    await userEvent.type(name, 'checkout{Enter}');
    expect(await panel.findByText('‘checkout’ is taken')).toBeInTheDocument();

    await userEvent.type(name, '-2{Enter}');
    expect(await panel.findByRole('alert')).toHaveTextContent(
      'There are 10 stagings of shop: archive one',
    );
    expect(received.map(({ request }) => request.name)).toEqual([
      undefined,
      'checkout',
      'checkout-2',
    ]);
  });

  it('uses the same key for a retry, and another one for another request', async () => {
    serveStagings([]);
    const received = answerCreations(
      errorAnswer(502, 'Bad gateway'),
      errorAnswer(502, 'Bad gateway'),
    );
    const { panel, branch } = await openPanel();
    await userEvent.type(branch, 'main{Enter}');
    await panel.findByText('Bad gateway');
    await userEvent.type(branch, '{Enter}');
    await waitFor(() => expect(received).toHaveLength(2));
    expect(received[1]?.key).toBe(received[0]?.key);
    await userEvent.type(branch, '-2{Enter}');
    await waitFor(() => expect(received).toHaveLength(3));
    expect(received[2]?.key).not.toBe(received[0]?.key);
  });

  it('checks overrides while they are written, and sends them', async () => {
    serveStagings([staging()]);
    const received = answerCreations();
    const { panel, branch } = await openPanel();
    await userEvent.click(
      panel.getByRole('button', { name: 'More configuration' }),
    );
    const overrides = panel.getByRole('textbox', { name: 'Overrides' });
    await userEvent.type(overrides, 'just words');
    expect(
      panel.getByText('Overrides are a mapping of keys to values'),
    ).toBeInTheDocument();
    await userEvent.type(branch, 'main{Enter}');
    expect(received).toEqual([]);

    await userEvent.clear(overrides);
    await userEvent.type(overrides, 'web: {{ replicas: 2 }');
    await userEvent.click(
      panel.getByRole('button', { name: 'Create staging' }),
    );
    await waitFor(() => expect(received).toHaveLength(1));
    expect(received[0]?.request.overrides).toEqual({ web: { replicas: 2 } });
  });

  it('says why a template cannot be used, and offers the others', async () => {
    serveStagings([]);
    server.use(
      http.get(url('/templates'), () =>
        HttpResponse.json({
          items: [
            template({ problem: 'The program helm is not installed' }),
            template({ name: 'plain', title: 'Plain manifests' }),
          ],
        }),
      ),
    );
    const { panel } = await openPanel();
    const create = panel.getByRole('button', { name: 'Create staging' });
    expect(
      panel.getByText('The program helm is not installed'),
    ).toBeInTheDocument();
    expect(create).toBeDisabled();
    await userEvent.click(
      panel.getByRole('radio', { name: 'Plain manifests' }),
    );
    expect(create).toBeEnabled();
  });
});
