import { TestFolders } from '../../render/__testUtils__/renderInput';
import { ChartKeyReader } from './ChartKeyReader';

const folders = new TestFolders();
afterAll(() => folders.remove());

async function read(files: Record<string, string>) {
  return new ChartKeyReader().read(await folders.create(files));
}

async function keysOf(files: Record<string, string>) {
  const { keys } = await read(files);
  return Object.fromEntries(keys.map(({ key, ...rest }) => [key, rest]));
}

const schema = (properties: object, more: object = {}) =>
  JSON.stringify({ type: 'object', properties, ...more });

it('is read in little time, however many keys and comments there are', async () => {
  const lines = Array.from({ length: 50_000 }, (_, n) => `# c\nk${n}: v`);
  const startedAt = performance.now();
  const { keys } = await read({ 'values.yaml': lines.join('\n') });
  expect(keys).toHaveLength(50_000);
  expect(performance.now() - startedAt).toBeLessThan(20_000);
});

it('says nothing where it is larger than anybody reads', async () => {
  const values = `a: ${'x'.repeat(1024 * 1024)}`;
  expect(await keysOf({ 'values.yaml': values })).toEqual({});
});

describe('the values of a chart', () => {
  it.each<[string, string, Record<string, unknown>]>([
    ['a text', 'a: x', { a: { type: 'string', default: 'x' } }],
    ['a whole number', 'a: 1', { a: { type: 'integer', default: 1 } }],
    ['a number', 'a: 1.5', { a: { type: 'number', default: 1.5 } }],
    ['a truth', 'a: true', { a: { type: 'boolean', default: true } }],
    ['a list', 'a: [1]', { a: { type: 'array', default: [1] } }],
    ['a map without keys', 'a: {}', { a: { type: 'object', default: {} } }],
    ['nothing', 'a:', { a: { default: null } }],
    ['a map', 'a: { b: 1 }', { 'a.b': { type: 'integer', path: ['a', 'b'] } }],
    [
      'dots in a key',
      'a: { b.c: 1 }',
      { 'a.b\\.c': { path: ['a', 'b.c'], default: 1 } },
    ],
    [
      'maps that are too deep',
      'a: { b: { c: { d: { e: { f: { g: 1 } } } } } }',
      { 'a.b.c.d.e.f': { type: 'object', default: { g: 1 } } },
    ],
  ])('has %s', async (_, values, expected) => {
    const keys = await keysOf({ 'values.yaml': values });
    expect(Object.keys(keys)).toEqual(Object.keys(expected));
    expect(keys).toMatchObject(expected);
  });

  it.each([
    ['right above', '# How many.\na: 1', 'How many.'],
    ['over several lines', '# How\n# many.\na: 1', 'How many.'],
    ['behind the value', 'a: 1 # How many.', 'How many.'],
    [
      'as helm-docs reads it',
      '# Note.\n# -- (int) How many.\na: 1',
      'How many.',
    ],
    ['with directives', '# -- How many.\n# @default -- one\na: 1', 'How many.'],
    ['as parameters', '## @param a [nullable] How many.\n\na: 1', 'How many.'],
    ['after a gap', '# About something else.\n\na: 1', undefined],
  ])('takes a description %s', async (_, values, description) => {
    const keys = await keysOf({ 'values.yaml': values });
    expect(keys.a?.description).toBe(description);
  });

  it('takes the description of a key within a map from the line above it', async () => {
    const keys = await keysOf({
      'values.yaml': 'image:\n  # Without its tag.\n  name: x\n  tag: y\n',
    });
    expect(keys['image.name']?.description).toBe('Without its tag.');
    expect(keys['image.tag']?.description).toBeUndefined();
  });
});

describe('the schema of a chart', () => {
  it('says more than the values, but not what the value is', async () => {
    const keys = await keysOf({
      'values.yaml': '# In the file.\nreplicas: 1\nlevel: low\n',
      'values.schema.json': schema({
        replicas: {
          type: 'integer',
          title: 'Replicas',
          description: 'In the schema',
          minimum: 0,
          maximum: 5,
          default: 3,
        },
        level: { enum: ['low', 'high'] },
        name: { type: ['string', 'null'], pattern: '^a', default: 'abc' },
      }),
    });
    expect(keys).toEqual({
      replicas: {
        path: ['replicas'],
        setBy: 'chart',
        type: 'integer',
        title: 'Replicas',
        description: 'In the schema',
        minimum: 0,
        maximum: 5,
        default: 1,
      },
      level: {
        path: ['level'],
        setBy: 'chart',
        type: 'string',
        enum: ['low', 'high'],
        default: 'low',
      },
      name: {
        path: ['name'],
        setBy: 'chart',
        type: 'string',
        pattern: '^a',
        default: 'abc',
      },
    });
  });

  it('is followed through references and allOf, and not in circles', async () => {
    const keys = await keysOf({
      'values.schema.json': schema(
        {
          image: { $ref: '#/definitions/image' },
          extra: { allOf: [{ properties: { a: { type: 'number' } } }] },
          circle: { $ref: '#/properties/circle' },
        },
        {
          definitions: {
            image: { properties: { tag: { type: 'string' } } },
          },
        },
      ),
    });
    expect(Object.keys(keys)).toEqual(['image.tag', 'extra.a', 'circle']);
    expect(keys['image.tag']?.type).toBe('string');
  });

  it('is part of the answer', async () => {
    const text = schema({ a: {} });
    expect((await read({ 'values.schema.json': text })).schema).toEqual(
      JSON.parse(text),
    );
  });
});

describe('charts within the chart', () => {
  const database = (values: string, name = 'database') => ({
    [`charts/${name}/Chart.yaml`]: `name: ${name}`,
    [`charts/${name}/values.yaml`]: values,
  });

  it('have their values under their name, the outer chart’s first', async () => {
    const keys = await keysOf({
      'Chart.yaml': 'name: web',
      'values.yaml': 'database: { size: 2Gi }',
      ...database('# How large.\nsize: 1Gi\nport: 1\n'),
    });
    expect(keys).toMatchObject({
      'database.size': { default: '2Gi', description: 'How large.' },
      'database.port': { default: 1, path: ['database', 'port'] },
    });
  });

  it('have them under each alias that the outer chart gives them', async () => {
    const keys = await keysOf({
      'Chart.yaml':
        'name: web\ndependencies: [{ name: database, alias: one }, { name: database, alias: two }]',
      ...database('size: 1Gi'),
    });
    expect(Object.keys(keys)).toEqual(['one.size', 'two.size']);
  });

  it('share global values', async () => {
    const keys = await keysOf({
      'Chart.yaml': 'name: web',
      ...database('global: { registry: r }'),
    });
    expect(Object.keys(keys)).toEqual(['global.registry']);
  });

  it('are left out where they only hold helpers', async () => {
    const keys = await keysOf({
      'Chart.yaml': 'name: web',
      'charts/common/Chart.yaml': 'name: common\ntype: library',
      'charts/common/values.yaml': 'a: 1',
    });
    expect(keys).toEqual({});
  });
});

it('says nothing of files that are malformed', async () => {
  await expect(
    keysOf({ 'values.yaml': 'a: [', 'values.schema.json': '{' }),
  ).resolves.toEqual({});
});

it('notices when a chart changes', async () => {
  const reader = new ChartKeyReader();
  const one = await reader.read(
    await folders.create({ 'values.yaml': 'a: 1' }),
  );
  const same = await reader.read(
    await folders.create({ 'values.yaml': 'a: 1' }),
  );
  const other = await reader.read(
    await folders.create({ 'values.yaml': 'b: 1' }),
  );
  expect(same).toBe(one);
  expect(other.keys.map(({ key }) => key)).toEqual(['b']);
});
