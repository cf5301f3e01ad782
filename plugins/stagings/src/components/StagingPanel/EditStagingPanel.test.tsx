import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { registerMswTestHooks } from '@backstage/test-utils';
import {
  Staging,
  StagingTemplate,
  UpdateStagingRequest,
} from 'backstage-plugin-stagings-common';
import { http, HttpResponse } from 'msw';
import { accessibilityProblems } from '../../__testUtils__/accessibility';
import { staging, template } from '../../__testUtils__/fixtures';
import {
  changedMeanwhile,
  serveTemplates,
} from '../../__testUtils__/renderPanel';
import { renderInTab } from '../../__testUtils__/renderStagings';
import {
  errorAnswer,
  server,
  serveStagings,
  url,
} from '../../__testUtils__/server';
import { useStaging } from '../../hooks/useStaging';
import { EditStagingPanel } from './EditStagingPanel';

registerMswTestHooks(server);

const shop = staging({ overrides: { replicas: 2, debug: null } });
const onClose = jest.fn();

function OpenPanel() {
  const { data } = useStaging(shop.id);
  return data ? <EditStagingPanel staging={data} onClose={onClose} /> : null;
}

/** A backend on which somebody else may have changed the staging. */
function serveChanges(meanwhile: { current: Staging }) {
  const received: UpdateStagingRequest[] = [];
  server.use(
    http.get(url('/stagings/:id'), () => HttpResponse.json(meanwhile.current)),
    http.patch(url('/stagings/:id'), async ({ request }) => {
      const patch = (await request.json()) as UpdateStagingRequest;
      received.push(patch);
      return patch.revision === meanwhile.current.revision
        ? HttpResponse.json(meanwhile.current)
        : errorAnswer(409, 'revision: it is at revision 2 now');
    }),
  );
  return received;
}

async function openPanel(
  now: { current: Staging } = { current: shop },
  offered?: StagingTemplate,
) {
  serveStagings([now.current]);
  if (offered) serveTemplates([offered]);
  const received = serveChanges(now);
  await renderInTab(<OpenPanel />);
  const panel = within(await screen.findByRole('dialog'));
  const version = await panel.findByRole('textbox', { name: /Image tag/ });
  const save = () =>
    userEvent.click(panel.getByRole('button', { name: 'Save and deploy' }));
  return { panel, version, save, received };
}

describe('EditStagingPanel', () => {
  beforeEach(() => onClose.mockClear());

  it('sends only what was changed', async () => {
    const { panel, version, save, received } = await openPanel();
    expect(panel.getByText('Nothing is changed yet')).toBeInTheDocument();
    expect(
      panel.getByRole('button', { name: 'Save and deploy' }),
    ).toBeDisabled();
    await userEvent.type(version, '-2');
    await save();
    await waitFor(() => expect(onClose).toHaveBeenCalled());
    expect(received).toEqual([
      { parameters: { version: '3f9ab2c-2' }, revision: 1 },
    ]);
  });

  it('sends overrides whole, so that removals are kept', async () => {
    const { panel, save, received } = await openPanel();
    expect(await accessibilityProblems()).toEqual([]);
    const replicas = panel.getByRole('textbox', { name: 'Value of replicas' });
    await userEvent.type(replicas, '0');
    await save();
    await waitFor(() => expect(received).toHaveLength(1));
    expect(received[0]).toEqual({
      overrides: { replicas: 20, debug: null },
      replace: ['overrides'],
      revision: 1,
    });
  });

  it('tells who changed what meanwhile, and puts mine on top', async () => {
    const now = { current: shop };
    const { panel, version, save, received } = await openPanel(now);
    await userEvent.type(version, '-mine');
    now.current = changedMeanwhile({ overrides: { replicas: 3, debug: null } });
    await save();
    expect(
      await panel.findByText(/Meanwhile changed by anna/),
    ).toBeInTheDocument();
    expect(panel.getByText('overrides.replicas: 2 → 3')).toBeInTheDocument();
    expect(version).toHaveValue('3f9ab2c-mine');
    expect(await accessibilityProblems()).toEqual([]);

    await userEvent.click(
      panel.getByRole('button', { name: 'Put my changes on top' }),
    );
    expect(
      panel.getByRole('textbox', { name: 'Value of replicas' }),
    ).toHaveValue('3');
    await save();
    await waitFor(() => expect(onClose).toHaveBeenCalled());
    expect(received[1]).toEqual({
      parameters: { version: '3f9ab2c-mine' },
      revision: 2,
    });
  });

  it('asks field by field where both changed the same', async () => {
    const now = { current: shop };
    const { panel, version, save } = await openPanel(now);
    await userEvent.type(version, '-mine');
    now.current = changedMeanwhile({
      overrides: shop.overrides,
      parameters: { version: 'theirs' },
    });
    await save();
    const choice = within(
      await panel.findByRole('group', {
        name: 'Changed on both sides: parameters.version',
      }),
    );
    expect(
      choice.getByRole('radio', { name: /Yours: 3f9ab2c-mine/ }),
    ).toBeChecked();
    await userEvent.click(
      choice.getByRole('radio', { name: /Theirs: theirs/ }),
    );
    await userEvent.click(
      panel.getByRole('button', { name: 'Put my changes on top' }),
    );
    expect(version).toHaveValue('theirs');
    expect(panel.getByText('Nothing is changed yet')).toBeInTheDocument();
  });

  it('keeps a secret whose field is left empty, and sends one that is typed', async () => {
    const hidden = { ...shop, secretParameters: ['token'] };
    const { panel, version, save, received } = await openPanel(
      { current: hidden },
      template({
        parameters: {
          type: 'object',
          required: ['version', 'token'],
          properties: {
            version: { type: 'string', title: 'Image tag' },
            token: { type: 'string', title: 'Token', writeOnly: true },
          },
        },
      }),
    );
    const token = panel.getByLabelText(/Token/);
    expect(token).toHaveAttribute('type', 'password');
    expect(token).toHaveValue('');
    expect(
      panel.getByText('It is set; leave this empty to keep it.'),
    ).toBeInTheDocument();
    await userEvent.type(version, '-2');
    await save();
    await waitFor(() => expect(received).toHaveLength(1));
    expect(received[0]).toEqual({
      parameters: { version: '3f9ab2c-2' },
      revision: 1,
    });
    await userEvent.type(panel.getByLabelText(/Token/), 'another');
    await save();
    await waitFor(() => expect(received).toHaveLength(2));
    expect(received[1]?.parameters).toMatchObject({ token: 'another' });
  });

  it('removes a stored secret, unless the template requires it', async () => {
    const hidden = { ...shop, secretParameters: ['token', 'apiKey'] };
    const { panel, save, received } = await openPanel(
      { current: hidden },
      template({
        parameters: {
          type: 'object',
          required: ['version', 'token'],
          properties: {
            version: { type: 'string', title: 'Image tag' },
            token: { type: 'string', title: 'Token', writeOnly: true },
            apiKey: { type: 'string', title: 'API key', writeOnly: true },
          },
        },
      }),
    );
    expect(
      panel.queryByLabelText('Remove the stored value of Token'),
    ).not.toBeInTheDocument();
    await userEvent.click(
      panel.getByLabelText('Remove the stored value of API key'),
    );
    expect(await accessibilityProblems()).toEqual([]);
    await save();
    await waitFor(() => expect(received).toHaveLength(1));
    expect(received[0]).toEqual({ parameters: { apiKey: null }, revision: 1 });
  });

  it('says so when the template is gone', async () => {
    serveStagings([shop]);
    serveChanges({ current: shop });
    server.use(
      http.get(url('/templates'), () => HttpResponse.json({ items: [] })),
    );
    await renderInTab(<OpenPanel />);
    expect(
      await screen.findByText(/The template of this staging does not apply/),
    ).toBeInTheDocument();
  });
});
