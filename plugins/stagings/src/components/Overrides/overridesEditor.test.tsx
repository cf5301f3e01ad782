import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { registerMswTestHooks } from '@backstage/test-utils';
import { accessibilityProblems } from '../../__testUtils__/accessibility';
import {
  answerCreations,
  openNewPanel,
  serveKeys,
} from '../../__testUtils__/renderPanel';
import { errorAnswer, server, serveStagings } from '../../__testUtils__/server';

registerMswTestHooks(server);

const KEYS = [
  {
    key: 'replicas',
    path: ['replicas'],
    type: 'integer',
    description: 'How many pods',
    default: 1,
    minimum: 1,
    maximum: 5,
    setBy: 'chart',
  },
  {
    key: 'image.tag',
    path: ['image', 'tag'],
    type: 'string',
    expression: '${{ parameters.version }}',
    setBy: 'template',
  },
  { key: 'debug', path: ['debug'], type: 'boolean', setBy: 'chart' },
  {
    key: 'level',
    path: ['level'],
    enum: ['low', 'high'],
    default: 'low',
    setBy: 'chart',
  },
];

async function openEditor(search = '') {
  serveStagings([]);
  serveKeys(KEYS);
  const received = answerCreations();
  const { panel } = await openNewPanel(`?new&branch=main${search}`);
  if (!search) {
    await userEvent.click(
      panel.getByRole('button', { name: 'More configuration' }),
    );
  }
  const key = await panel.findByRole('combobox', { name: 'Key to override' });
  const add = async (text: string) => {
    await userEvent.type(key, text);
    await userEvent.click(panel.getByRole('button', { name: 'Add' }));
  };
  const create = async () => {
    const before = received.length;
    await userEvent.click(
      panel.getByRole('button', { name: 'Create staging' }),
    );
    await waitFor(() => expect(received.length).toBeGreaterThan(before));
    return received[before]?.request.overrides;
  };
  return { panel, key, add, create, received };
}

describe('OverridesEditor', () => {
  it('suggests keys with type, origin and description, and takes the value over', async () => {
    const { panel, key, create } = await openEditor();
    await userEvent.type(key, 'pods');
    const option = await screen.findByRole('option');
    expect(option).toHaveTextContent(
      'replicaswhole number · chart default 1 · How many pods',
    );
    await userEvent.click(option);
    const value = panel.getByRole('textbox', { name: 'Value of replicas' });
    expect(value).toHaveFocus();
    expect(value).toHaveValue('1');
    expect(
      panel.getByText('set by you · instead of the chart default 1'),
    ).toBeInTheDocument();
    await userEvent.keyboard('3'); // takes the place of what is marked
    expect(await create()).toEqual({ replicas: 3 });
  });

  it('has an input for each type, and removes values', async () => {
    const { panel, add, create } = await openEditor();
    await add('image.tag');
    await userEvent.type(
      panel.getByRole('textbox', { name: 'Value of image.tag' }),
      'v2',
    );
    await add('debug');
    await userEvent.selectOptions(
      panel.getByRole('combobox', { name: 'Value of debug' }),
      'false',
    );
    await add('level');
    await userEvent.selectOptions(
      panel.getByRole('combobox', { name: 'Value of level' }),
      'high',
    );
    await add('annotations.example\\.com/x');
    await userEvent.selectOptions(
      panel.getByRole('combobox', {
        name: /^Type of annotations/,
      }),
      'List or map',
    );
    await userEvent.click(
      panel.getByRole('textbox', { name: /^Value of annotations/ }),
    );
    await userEvent.paste('["a"]');
    await add('resources');
    await userEvent.selectOptions(
      panel.getByRole('combobox', { name: 'Type of resources' }),
      'Remove',
    );
    expect(panel.getByText('removed by you')).toBeInTheDocument();
    expect(panel.getAllByText(/does not mention this key/)).toHaveLength(2);
    expect(await accessibilityProblems()).toEqual([]);
    expect(await create()).toEqual({
      image: { tag: 'v2' },
      debug: false,
      level: 'high',
      annotations: { 'example.com/x': ['a'] },
      resources: null,
    });
  });

  it('says at a value what is wrong with it, and sends nothing', async () => {
    const { panel, add, received } = await openEditor();
    await add('replicas');
    await userEvent.type(
      panel.getByRole('textbox', { name: 'Value of replicas' }),
      'x',
    );
    expect(panel.getByText('This is not a number')).toBeInTheDocument();
    await userEvent.click(
      panel.getByRole('button', { name: 'Create staging' }),
    );
    expect(received).toEqual([]);
    expect(panel.getByRole('button', { name: 'Edit as YAML' })).toBeDisabled();
  });

  it('does not take a key whose steps are empty', async () => {
    const { panel, key } = await openEditor();
    await userEvent.type(key, 'a..b{Enter}');
    expect(panel.getByText(/Dots part the steps of a key/)).toBeInTheDocument();
    expect(panel.queryByRole('list', { name: 'Overrides' })).toBeNull();
  });

  it('takes one back, takes all back, and undoes that', async () => {
    const { panel } = await openEditor(
      '&overrides.replicas=2&overrides.debug=true',
    );
    const keys = () =>
      panel
        .queryAllByRole('listitem')
        .map(item => item.getAttribute('aria-label'));
    const press = (name: string) =>
      userEvent.click(panel.getByRole('button', { name }));

    await press('Take back the override of replicas');
    expect(keys()).toEqual(['debug']);
    await press('Take back all');
    expect(keys()).toEqual([]);
    await press('Undo');
    await press('Undo');
    expect(keys()).toEqual(['replicas', 'debug']);
    expect(panel.getByRole('button', { name: 'Undo' })).toBeDisabled();
  });

  it('is the same data as YAML, whose errors name the line', async () => {
    const { panel, create } = await openEditor('&overrides.replicas=2');
    await userEvent.click(panel.getByRole('button', { name: 'Edit as YAML' }));
    const text = panel.getByRole('textbox', { name: 'Overrides as YAML' });
    expect(text).toHaveValue('replicas: 2\n');
    await userEvent.click(text);
    await userEvent.paste('debug: [');
    expect(panel.getByText(/line 2/)).toBeInTheDocument();
    expect(
      panel.getByRole('button', { name: 'Edit as a list' }),
    ).toBeDisabled();
    await userEvent.type(text, '{Backspace}null');
    await userEvent.click(
      panel.getByRole('button', { name: 'Edit as a list' }),
    );
    expect(
      within(panel.getByRole('listitem', { name: 'debug' })).getByText(
        'removed by you',
      ),
    ).toBeInTheDocument();
    expect(await create()).toEqual({ replicas: 2, debug: null });
  });

  it('shows what the server says at the value that it is about', async () => {
    const { panel } = await openEditor('&overrides.image.tag=%22v2%22');
    answerCreations(errorAnswer(400, 'overrides.image.tag: was never built'));
    await userEvent.click(
      panel.getByRole('button', { name: 'Create staging' }),
    );
    expect(await panel.findByText('was never built')).toBeInTheDocument();
    expect(
      panel.getByRole('textbox', { name: 'Value of image.tag' }),
    ).toHaveAttribute('aria-invalid', 'true');
  });
});
