import { TemplateConfig } from '../../config/types';
import { TerminalError } from '../../model/errors';
import { Redactor } from '../../redaction';
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
    known: { platform: new Redactor(['hunter22']) },
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

it('shows no values that look like secrets by their keys, neither of the chart nor of its schema', async () => {
  const database = { password: 'from-values', passwordLength: 16 };
  const { found } = await keysOf(async () => ({
    keys: Object.entries(database).map(([name, value]) => ({
      ...key(name),
      default: value,
    })),
    schema: {
      type: 'object',
      properties: {
        password: { type: 'string', default: 'from-schema' },
        tokens: {
          type: 'object',
          properties: { ci: { type: 'string', examples: ['from-example'] } },
        },
        size: { type: 'integer', default: 1 },
      },
    },
  }));
  expect(found.items).toEqual([
    key('password'),
    { ...key('passwordLength'), default: 16 },
    expect.objectContaining({ key: 'host' }),
  ]);
  expect(found.schema).toEqual({
    type: 'object',
    properties: {
      password: { type: 'string' },
      tokens: {
        type: 'object',
        properties: { ci: { type: 'string' } },
      },
      size: { type: 'integer', default: 1 },
    },
  });
});

it('shows no secret of the platform, also where it says what went wrong', async () => {
  const shown = await keysOf(async () => ({
    keys: [{ ...key('motd'), default: 'robot:hunter22' }],
  }));
  expect(shown.found.items[0]).toMatchObject({ default: 'robot:••••' });
  const failed = await keysOf(async () => {
    const message = 'the repository refused robot:hunter22';
    throw new TerminalError({ reason: 'ChartNotFound', message });
  });
  expect(failed.found.problem?.message).toBe(
    'the repository refused robot:••••',
  );
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
