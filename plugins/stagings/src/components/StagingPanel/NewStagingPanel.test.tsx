import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { registerMswTestHooks } from '@backstage/test-utils';
import { stagingName } from 'backstage-plugin-stagings-common';
import { accessibilityProblems } from '../../__testUtils__/accessibility';
import { staging, template } from '../../__testUtils__/fixtures';
import {
  address,
  answerCreations,
  openNewPanel,
  serveTemplates,
} from '../../__testUtils__/renderPanel';
import { errorAnswer, server, serveStagings } from '../../__testUtils__/server';

registerMswTestHooks(server);

describe('NewStagingPanel', () => {
  it('shows the address before creating, and creates with Enter', async () => {
    serveStagings([staging()]);
    const received = answerCreations();
    const { panel, branch } = await openNewPanel();
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
    await waitFor(() => expect(address()).toBe('/tab/id-shop-redesign-k3v7q'));
    expect(screen.queryByRole('dialog')).toBeNull();
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
    const { panel, branch } = await openNewPanel();
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
    const { panel, branch } = await openNewPanel();
    const version = panel.getByRole('textbox', { name: /Image tag/ });
    await userEvent.type(branch, 'main{Enter}');
    expect(await panel.findByText('3f9 was never built')).toBeInTheDocument();
    expect(version).toHaveAttribute('aria-invalid', 'true');
    await waitFor(() => expect(version).toHaveFocus());

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

  it('leads to the first field that has to be corrected', async () => {
    serveStagings([]);
    serveTemplates([
      template({
        parameters: {
          type: 'object',
          properties: {
            size: { type: 'string', title: 'Size', default: 'a' },
            token: { type: 'string', title: 'Token', minLength: 8 },
          },
        },
      }),
    ]);
    const received = answerCreations();
    const { panel, branch } = await openNewPanel();
    const token = panel.getByRole('textbox', { name: 'Token' });
    const create = panel.getByRole('button', { name: 'Create staging' });
    await userEvent.type(token, 'short');
    await userEvent.click(create);
    await waitFor(() => expect(branch).toHaveFocus());

    await userEvent.type(branch, 'main');
    await userEvent.click(create);
    await waitFor(() => expect(token).toHaveFocus());
    expect(token).toHaveAccessibleDescription(/Give at least 8 characters/);
    expect(received).toEqual([]);
  });

  it.each([
    [{ minLength: 2 }, '', 'Give a value'],
    [{ minLength: 2 }, 'a', 'Give at least 2 characters'],
    [{ maxLength: 1 }, 'ab', 'Give at most 1 character'],
    [{ pattern: '^v' }, 'a', 'This does not fit the pattern ^v'],
    [{ type: 'integer', minimum: 2 }, '1', 'Give at least 2'],
    [{ type: 'integer', maximum: 1 }, '2', 'Give at most 1'],
  ])(
    'says what is wrong where %j is asked for and %j given',
    async (rule, typed, words) => {
      serveStagings([]);
      const size = { type: 'string', title: 'Size', ...rule };
      serveTemplates([
        template({
          parameters: {
            type: 'object',
            required: ['size'],
            properties: { size },
          },
        }),
      ]);
      const { panel, branch } = await openNewPanel();
      await userEvent.type(branch, 'main');
      const field = panel.getByLabelText(/Size/);
      await userEvent.click(field);
      await userEvent.keyboard(`${typed}{Enter}`);
      await waitFor(() => expect(field).toHaveAccessibleDescription(words));
    },
  );

  it('tells before anything is filled in who may not create one', async () => {
    serveStagings([]);
    const { panel } = await openNewPanel('?new', { mayCreate: false });
    expect(
      panel.getByText(/do not have the permission to create stagings/),
    ).toBeInTheDocument();
    expect(
      panel.getByRole('button', { name: 'Create staging' }),
    ).toBeDisabled();
  });

  it('uses the same key for a retry, and another one for another request', async () => {
    serveStagings([]);
    const received = answerCreations(
      errorAnswer(502, 'Bad gateway'),
      errorAnswer(502, 'Bad gateway'),
    );
    const { panel, branch } = await openNewPanel();
    await userEvent.type(branch, 'main{Enter}');
    await panel.findByText('Bad gateway');
    await userEvent.type(branch, '{Enter}');
    await waitFor(() => expect(received).toHaveLength(2));
    expect(received[1]?.key).toBe(received[0]?.key);
    await userEvent.type(branch, '-2{Enter}');
    await waitFor(() => expect(received).toHaveLength(3));
    expect(received[2]?.key).not.toBe(received[0]?.key);
  });

  it('says why a template cannot be used, and offers the others', async () => {
    serveStagings([]);
    serveTemplates([
      template({ problem: 'The program helm is not installed' }),
      template({ name: 'plain', title: 'Plain manifests' }),
    ]);
    const { panel } = await openNewPanel();
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

  it('creates one however often it is submitted', async () => {
    serveStagings([]);
    const received = answerCreations();
    const { branch } = await openNewPanel();
    await userEvent.type(branch, 'main{Enter}{Enter}');
    await waitFor(() => expect(address()).toContain('/tab/id-'));
    expect(received).toHaveLength(1);
  });

  it('keeps what was filled in for each template', async () => {
    serveStagings([]);
    serveTemplates([template(), template({ name: 'plain', title: 'Plain' })]);
    const { panel } = await openNewPanel();
    const version = () => panel.getByRole('textbox', { name: /Image tag/ });
    await userEvent.type(version(), '-2');
    await userEvent.click(panel.getByRole('radio', { name: 'Plain' }));
    expect(version()).toHaveValue('main');
    await userEvent.keyboard('{ArrowUp}');
    await userEvent.click(panel.getByRole('radio', { name: 'Web service' }));
    expect(version()).toHaveValue('main-2');
  });

  it.each([
    [
      'x'.repeat(5_000),
      'Git accepts at most 244 bytes as the name of a branch',
    ],
    ['feature x', 'Git would not accept this as the name of a branch'],
  ])('refuses a branch that git refuses (%#)', async (text, words) => {
    serveStagings([]);
    const { panel, branch } = await openNewPanel();
    await userEvent.click(branch);
    await userEvent.paste(text);
    expect(panel.getByText(words)).toBeInTheDocument();
  });

  it.each(['فرع/جديد', 'feature/🚀-start'])(
    'takes %s as a branch, and makes a name of it',
    async text => {
      serveStagings([]);
      const received = answerCreations();
      const { panel, branch } = await openNewPanel();
      await userEvent.click(branch);
      await userEvent.paste(text);
      expect(branch).toHaveAttribute('dir', 'auto');
      expect(
        panel.getByText(/^[a-z0-9-]+\.stagings\.example\.com$/),
      ).toBeInTheDocument();
      await userEvent.keyboard('{Enter}');
      await waitFor(() => expect(received[0]?.request.branch).toBe(text));
    },
  );

  it('is usable with a screen reader', async () => {
    serveStagings([staging()]);
    serveTemplates([template(), template({ name: 'plain', title: 'Plain' })]);
    const { panel } = await openNewPanel();
    await userEvent.click(panel.getByRole('button', { name: 'Choose name' }));
    expect(await accessibilityProblems()).toEqual([]);
  });
});
