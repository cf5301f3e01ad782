import { JsonObject } from '@backstage/types';
import { CustomRenderer } from 'backstage-plugin-stagings-node';
import { explanationOf, renderInput } from '../__testUtils__/renderInput';
import { createCustomRenderer } from './createCustomRenderer';

const configMap = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'settings' },
};

function setUp(render: CustomRenderer['render'], config: JsonObject = {}) {
  const renderer = createCustomRenderer(
    new Map([['cue', { name: 'cue', render }]]),
  );
  return (name = 'cue', given: Parameters<typeof renderInput>[1] = {}) =>
    renderer.render(renderInput({ renderer: 'custom', name, config }, given));
}

it('hands over what the staging is about, with the evaluated configuration', async () => {
  const render = jest.fn(async () => ({ objects: [] }));
  await setUp(render, {
    module: './deploy',
    tag: '${{ parameters.version }}',
    replicas: '${{ 1 + 1 }}',
  })('cue', { overrides: { DEBUG: '1' } });

  expect(render).toHaveBeenCalledWith({
    config: { module: './deploy', tag: '1.2.0', replicas: 2 },
    template: 'web',
    staging: expect.objectContaining({ name: 'shop-x' }),
    source: expect.objectContaining({ branch: 'feature/x' }),
    entity: expect.objectContaining({ kind: 'Component' }),
    parameters: { version: '1.2.0', workers: 0 },
    overrides: { DEBUG: '1' },
    baseDomain: 'example.com',
    capabilities: expect.objectContaining({ kubeVersion: '1.36.3' }),
    signal: expect.any(AbortSignal),
  });
});

it('answers its objects as plain JSON, with what it notes', async () => {
  const note = { level: 'warning' as const, message: 'old module' };
  const artifact = { type: 'source' as const, name: 'deploy', version: '3' };
  const render = setUp(async () => ({
    objects: [{ ...configMap, data: { at: new Date(0), none: undefined } }],
    notes: [note],
    artifacts: [artifact],
  }));

  await expect(render()).resolves.toEqual({
    objects: [
      {
        object: { ...configMap, data: { at: '1970-01-01T00:00:00.000Z' } },
        source: 'object 1 of the renderer cue',
      },
    ],
    notes: [note],
    artifacts: [artifact],
  });
});

it.each<[string, unknown]>([
  ['nothing', undefined],
  ['a text', 'kind: ConfigMap'],
  ['no name', { ...configMap, metadata: {} }],
  ['no kind', { ...configMap, kind: '' }],
])('refuses %s as an object', async (_, object) => {
  const render = setUp(async () => ({
    objects: [configMap, object as never],
  }));
  await expect(explanationOf(render())).resolves.toMatchObject({
    reason: 'RenderFailed',
    message: expect.stringContaining('object 2 of the renderer cue'),
  });
});

it('tells what the renderer says when it fails', async () => {
  const render = setUp(async () => {
    throw new Error('deploy.cue:3: conflicting values');
  });
  await expect(explanationOf(render())).resolves.toMatchObject({
    reason: 'RenderFailed',
    message:
      'The renderer cue cannot render the template web: deploy.cue:3: conflicting values',
  });
});

it('is no failure of the render when the result is not wanted any more', async () => {
  const abort = new AbortController();
  const render = setUp(async () => {
    abort.abort(new Error('stopped'));
    throw new Error('killed');
  });
  await expect(render('cue', { signal: abort.signal })).rejects.toThrow(
    'stopped',
  );
});

it('names the renderers that there are', async () => {
  const render = setUp(async () => ({ objects: [] }));
  await expect(explanationOf(render('jsonnet'))).resolves.toMatchObject({
    reason: 'RendererMissing',
    message:
      'No module of the backend adds a renderer named jsonnet; there is cue',
  });
});
