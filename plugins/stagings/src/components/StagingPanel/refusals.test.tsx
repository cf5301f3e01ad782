import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { registerMswTestHooks } from '@backstage/test-utils';
import { ReachedLimit } from 'backstage-plugin-stagings-common';
import { delay, http, HttpResponse } from 'msw';
import { staging } from '../../__testUtils__/fixtures';
import { answerCreations, openNewPanel } from '../../__testUtils__/renderPanel';
import {
  errorAnswer,
  server,
  serveStagings,
  url,
} from '../../__testUtils__/server';

registerMswTestHooks(server);

describe('A creation that is refused', () => {
  it.each([
    [403, 'You do not have the permission'],
    [404, 'The component, the template or the staging is gone'],
    [409, 'This does not go together with what is there now'],
    [502, 'The portal’s backend did not answer as it should'],
    [400, 'That did not work'],
  ])(
    'with %d says what that means, and loses nothing',
    async (status, title) => {
      serveStagings([]);
      answerCreations(errorAnswer(status, 'as the server says'));
      const { panel, branch } = await openNewPanel();
      await userEvent.type(branch, 'main{Enter}');
      const alert = await panel.findByRole('alert');
      expect(alert).toHaveTextContent(title);
      expect(alert).toHaveTextContent('as the server says');
      expect(branch).toHaveValue('main');
    },
  );

  it('says so when no answer comes', async () => {
    serveStagings([]);
    server.use(http.post(url('/stagings'), () => HttpResponse.error()));
    const { panel, branch } = await openNewPanel();
    await userEvent.type(branch, 'main{Enter}');
    expect(await panel.findByRole('alert')).toHaveTextContent(
      'The portal’s backend did not answer as it should',
    );
  });

  it('names at a limit who uses it, also of other components', async () => {
    serveStagings([staging({ name: 'shop-new' })]);
    const limit: ReachedLimit = {
      scope: 'cluster',
      subject: 'staging',
      max: 2,
      used: 2,
      stagings: [
        staging({ name: 'cart-old', createdBy: 'user:default/anna' }),
        staging({ name: 'shop-new' }),
      ],
    };
    answerCreations(
      HttpResponse.json(
        {
          error: { name: 'LimitError', message: '2 stagings run', limit },
          response: { statusCode: 429 },
        },
        { status: 429 },
      ),
    );
    const { panel, branch } = await openNewPanel();
    await userEvent.type(branch, 'main{Enter}');
    expect(await panel.findByRole('alert')).toHaveTextContent(
      'There is no room for another staging2 stagings run',
    );
    const users = within(
      panel.getByRole('list', { name: /Unchanged for the longest/ }),
    ).getAllByRole('listitem');
    expect(users.map(({ textContent }) => textContent)).toEqual([
      expect.stringContaining('cart-old · anna'),
      expect.stringContaining('shop-new'),
    ]);
    expect(screen.getByRole('link', { name: 'cart-old' })).toHaveAttribute(
      'href',
      '/tab/id-cart-old',
    );
  });

  it('tells many requests from a limit', async () => {
    serveStagings([staging({ name: 'shop-new' })]);
    answerCreations(errorAnswer(429, 'Wait for a moment'));
    const { panel, branch } = await openNewPanel();
    await userEvent.type(branch, 'main{Enter}');
    expect(await panel.findByRole('alert')).toHaveTextContent(
      'Too many requests at onceWait for a moment',
    );
    expect(panel.queryByRole('list', { name: /Unchanged/ })).toBeNull();
  });

  it('says when an answer is slow to come, and cannot be sent twice', async () => {
    serveStagings([]);
    server.use(
      http.post(url('/stagings'), async () => {
        await delay(5_000);
        return HttpResponse.json(staging(), { status: 201 });
      }),
    );
    const { panel, branch } = await openNewPanel();
    await userEvent.type(branch, 'main{Enter}');
    expect(panel.getByRole('button', { name: 'Sending…' })).toBeDisabled();
    expect(
      await panel.findByText(/The portal is slow to answer/),
    ).toBeInTheDocument();
  });
});
