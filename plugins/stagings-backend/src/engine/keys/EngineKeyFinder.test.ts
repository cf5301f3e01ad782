import { TemplateConfig } from '../../config/types';
import { TerminalError } from '../../model/errors';
import { Renderer, SourceKeys } from '../../render/types';
import { EngineContext } from '../context';
import { EngineKeyFinder } from './EngineKeyFinder';

const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'shop' },
};

async function keysOf(read: () => Promise<SourceKeys>, branch?: string) {
  const keys = jest.fn(read);
  const renderer = { name: 'helm', keys } as unknown as Renderer;
  const context = {
    renderers: new Map([['helm', renderer]]),
    config: { baseDomain: 'example.com' },
  } as unknown as EngineContext;
  const template = {
    name: 'web',
    source: { renderer: 'helm', values: { host: '${{ staging.host }}' } },
  } as unknown as TemplateConfig;
  const { signal } = new AbortController();
  const found = await new EngineKeyFinder(context).keys({
    template,
    entity,
    branch,
    signal,
  });
  return { found, keys };
}

const key = (name: string) => ({
  key: name,
  path: [name],
  setBy: 'chart' as const,
});

it('puts what the template sets over what the chart says', async () => {
  const { found, keys } = await keysOf(
    async () => ({ keys: [key('host')], schema: { type: 'object' } }),
    'feature/x',
  );
  expect(found).toEqual({
    items: [
      { ...key('host'), expression: '${{ staging.host }}', setBy: 'template' },
    ],
    truncated: false,
    schema: { type: 'object' },
  });
  expect(keys).toHaveBeenCalledWith(
    expect.objectContaining({
      context: { source: { branch: 'feature/x', commit: '', shortCommit: '' } },
    }),
  );
});

it('answers no more than 500 keys, and says that there are more', async () => {
  const many = Array.from({ length: 600 }, (_, n) => key(`k${n}`));
  const { found } = await keysOf(async () => ({ keys: many }));
  expect(found.items).toHaveLength(500);
  expect(found.truncated).toBe(true);
});

it('answers why there are none where the sources cannot be read', async () => {
  const problem = { reason: 'ChartNotFound', message: 'there is no chart' };
  const { found } = await keysOf(async () => {
    throw new TerminalError(problem);
  });
  expect(found).toEqual({ items: [], truncated: false, problem });
});

it('fails where nobody foresaw what went wrong', async () => {
  const broken = async () => {
    throw new TypeError('broken');
  };
  await expect(keysOf(broken)).rejects.toThrow('broken');
});
