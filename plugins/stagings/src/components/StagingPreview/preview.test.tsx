import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { registerMswTestHooks } from '@backstage/test-utils';
import { PreviewRequest } from 'backstage-plugin-stagings-common';
import { delay, http, HttpResponse } from 'msw';
import { accessibilityProblems } from '../../__testUtils__/accessibility';
import { previewAnswer, previewObject } from '../../__testUtils__/previews';
import { openNewPanel } from '../../__testUtils__/renderPanel';
import {
  errorAnswer,
  server,
  serveStagings,
  url,
} from '../../__testUtils__/server';

registerMswTestHooks(server);

function answerPreviews(answer: () => Response | Promise<Response>) {
  const received: PreviewRequest[] = [];
  server.use(
    http.post(url('/preview'), async ({ request }) => {
      received.push((await request.json()) as PreviewRequest);
      return answer();
    }),
  );
  return received;
}

async function openWithBranch() {
  serveStagings([]);
  const { panel, branch } = await openNewPanel('?new&branch=main');
  const section = within(panel.getByRole('region', { name: 'Preview' }));
  const ask = () =>
    userEvent.click(section.getByRole('button', { name: /preview/i }));
  return { panel, branch, section, ask };
}

describe('The preview', () => {
  it('says in one line what would be made, and goes stale when the form changes', async () => {
    const received = answerPreviews(() =>
      HttpResponse.json(
        previewAnswer({
          objects: [previewObject(), previewObject({ kind: 'Service' })],
        }),
      ),
    );
    const { branch, section, ask } = await openWithBranch();
    expect(received).toEqual([]);
    await ask();
    expect(
      await section.findByText('2 objects, 1 image, nothing refused'),
    ).toBeInTheDocument();
    expect(received).toMatchObject([{ branch: 'main', template: 'web' }]);

    await userEvent.type(branch, '-2');
    expect(section.getByText(/You changed the form/)).toBeInTheDocument();
    await userEvent.type(branch, '{Backspace}{Backspace}');
    expect(section.queryByText(/You changed the form/)).toBeNull();
    expect(received).toHaveLength(1);
  });

  it('shows what changes, what is missing and what is wrong', async () => {
    answerPreviews(() =>
      HttpResponse.json(
        previewAnswer({
          objects: [
            previewObject({
              action: 'change',
              diff: '@@ -1 +1 @@\n-replicas: 1\n+replicas: 2\n',
            }),
            previewObject({ action: 'unchanged', kind: 'Service' }),
            previewObject({
              action: 'remove',
              kind: 'Job',
              reason: 'The template has it no longer',
            }),
          ],
          images: [
            { image: 'shop:1', state: 'exists' },
            { image: 'shop:2', state: 'missing' },
            { image: 'other:1', state: 'unverified', reason: 'no answer' },
          ],
          hooks: [
            {
              event: 'pre-upgrade',
              weight: 0,
              apiVersion: 'batch/v1',
              kind: 'Job',
              name: 'migrate',
            },
          ],
          problems: [
            {
              reason: 'Refused',
              message: 'the limit is too small',
              evidence: { object: { kind: 'Deployment', name: 'web' } },
              hint: { text: 'Raise it.', audience: 'engineer' },
            },
          ],
          notes: [{ level: 'info', message: 'worth knowing' }],
        }),
      ),
    );
    const { section, ask } = await openWithBranch();
    await ask();
    expect(
      await section.findByText(
        '1 change, 1 removal, 1 unchanged, 3 images, 1 problem',
      ),
    ).toBeInTheDocument();
    expect(section.getByText('the limit is too small')).toHaveTextContent(
      'Deployment web',
    );
    expect(section.getByText(/Raise it/)).toBeInTheDocument();
    expect(section.getByText('worth knowing')).toBeInTheDocument();
    expect(section.getByText(/not pushed yet/)).toBeInTheDocument();
    expect(
      section.getByText(/nobody could tell.*no answer/),
    ).toBeInTheDocument();
    expect(section.getByText('Job migrate · pre-upgrade')).toBeInTheDocument();
    expect(
      section.getByText('The template has it no longer'),
    ).toBeInTheDocument();

    expect(section.queryByText('Service web')).toBeNull();
    await userEvent.click(
      section.getByRole('button', { name: /Show 1 that stays/ }),
    );
    expect(section.getByText('Service web')).toBeInTheDocument();
    await userEvent.click(
      section.getByRole('button', { name: /changes Deployment web/ }),
    );
    expect(
      section.getByRole('region', { name: 'What happens to Deployment web' }),
    ).toHaveTextContent('-replicas: 1 +replicas: 2');
    expect(await accessibilityProblems()).toEqual([]);
  });

  it('says when it takes long, and can be stopped', async () => {
    answerPreviews(async () => {
      await delay(10_000);
      return HttpResponse.json(previewAnswer());
    });
    const { section, ask } = await openWithBranch();
    await ask();
    expect(await section.findByText(/Still working/)).toBeInTheDocument();
    await userEvent.click(section.getByRole('button', { name: 'Stop' }));
    expect(section.queryByRole('progressbar')).toBeNull();
    expect(section.getByRole('button', { name: 'Show preview' })).toBeEnabled();
  });

  it('puts what is wrong with a field at the field', async () => {
    answerPreviews(() =>
      errorAnswer(400, 'parameters.version: was never built'),
    );
    const { panel, section, ask } = await openWithBranch();
    await ask();
    expect(await panel.findByText('was never built')).toBeInTheDocument();
    const version = panel.getByRole('textbox', { name: /Image tag/ });
    expect(version).toHaveAttribute('aria-invalid', 'true');
    expect(section.getByRole('alert')).toHaveTextContent(
      'The fields marked above have to be corrected first.',
    );
    await userEvent.type(version, '-2');
    expect(panel.queryByText('was never built')).toBeNull();
  });

  it('says why there is none, and can be asked again', async () => {
    let asked = 0;
    answerPreviews(() => {
      asked += 1;
      return asked === 1
        ? errorAnswer(503, 'Too many previews wait already')
        : HttpResponse.json(previewAnswer());
    });
    const { section, ask } = await openWithBranch();
    await ask();
    expect(await section.findByRole('alert')).toHaveTextContent(
      'Too many previews wait already',
    );
    await ask();
    expect(await section.findByText(/nothing refused/)).toBeInTheDocument();
    expect(screen.queryByText('There is no preview')).toBeNull();
  });
});
