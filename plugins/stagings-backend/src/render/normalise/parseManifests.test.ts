import { TerminalError } from '../../model/errors';
import { parseManifests } from './parseManifests';

function configMap(data: string): unknown {
  const [rendered] = parseManifests(
    `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\ndata:\n  ${data}\n`,
    'web.yaml',
  );
  return rendered?.object.data;
}

function messagesOf(text: string): string[] {
  try {
    parseManifests(text, 'web.yaml');
  } catch (error) {
    if (error instanceof TerminalError) {
      return error.problems.map(({ message }) => message);
    }
  }
  return [];
}

// The right-hand sides are what `kubectl create --dry-run=client -o json` printed for the same text.
describe('values, as the API server reads them', () => {
  it.each<[string, unknown]>([
    ['yes', true],
    ['y', true],
    ['off', false],
    ['N', false],
    ['0644', 420],
    ['0o14', 12],
    ['-0o7', -7],
    ['089', 89],
    ['0b11', 3],
    ['0x1F', 31],
    ['0x_1', 1],
    ['1_000', 1000],
    ['+12', 12],
    ['1e3', 1000],
    ['12e03', 12000],
    ['.5', 0.5],
    ['1_0.5', 10.5],
    ['012:30', '012:30'],
    ['190:20:30', '190:20:30'],
    ['2024-01-01', '2024-01-01'],
    ['=', '='],
    ['~', null],
    ['!!str 123', '123'],
    ['!!binary aGVsbG8=', 'hello'],
    ['"yes"', 'yes'],
  ])('%s', (text, value) => {
    expect(configMap(`key: ${text}`)).toEqual({ key: value });
  });
});

describe('keys', () => {
  it.each(['n', 'on', 'yes', 'true', '1.10', '0644', '2024-01-01', 'null'])(
    'stay as they were written: %s',
    key => {
      expect(configMap(`${key}: "1"`)).toEqual({ [key]: '1' });
    },
  );

  it('given twice: the last one counts, as on the server', () => {
    expect(configMap('a: "1"\n  a: "2"')).toEqual({ a: '2' });
  });

  it('merge', () => {
    const [, second] = parseManifests(
      [
        'apiVersion: v1',
        'kind: List',
        'items:',
        '- &one { apiVersion: v1, kind: ConfigMap, metadata: { name: a }, data: { x: "1" } }',
        '- { <<: *one, metadata: { name: b } }',
      ].join('\n'),
      'web.yaml',
    );
    expect(second?.object).toEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'b' },
      data: { x: '1' },
    });
  });
});

// Also what the API server made of the same text.
describe('maps that are merged in', () => {
  it.each([
    ['<<: *m', { a: 1, b: 2 }],
    ['b: 3, <<: *m', { b: 2, a: 1 }],
    ['<<: *m, b: 3', { a: 1, b: 3 }],
    ['<<: [*m, {a: 5, c: 6}]', { a: 1, b: 2, c: 6 }],
    ['"<<": *m', { '<<': { a: 1, b: 2 } }],
  ])('{%s}', (text, value) => {
    expect(configMap(`m: &m {a: 1, b: 2}\n  k: {${text}}`)).toMatchObject({
      k: value,
    });
  });
});

it('an alias means the last anchor of its name before it', () => {
  expect(configMap('a: &x 1\n  b: *x\n  c: &x 2\n  d: *x')).toEqual({
    a: 1,
    b: 1,
    c: 2,
    d: 2,
  });
});

describe('what has no value is refused with its line', () => {
  it.each([
    ['k: *nothing', '*nothing has no anchor'],
    ['k: &a [*a]', '*a contains itself'],
    ['k: &a\n    b: &b [*a]\n    c: *b', '*a contains itself'],
    ['? {a: b}\n  : c', 'the key of a map must be text'],
    ['<<: 7', '<< must be followed by a map'],
    ['k: .inf', '.inf is no number that an object can hold; put it in quotes'],
  ])('%j', (text, message) => {
    const head = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:';
    const [found] = messagesOf(`${head}\n  ${text}`);
    expect(found).toMatch(/^web.yaml line [567] cannot be read: /);
    expect(found).toContain(message);
  });
});

it('drops empty documents', () => {
  expect(parseManifests('---\n# nothing\n---\n\n---\n', 'web.yaml')).toEqual(
    [],
  );
  expect(parseManifests('', 'web.yaml')).toEqual([]);
});

it('names where each object came from', () => {
  const text = '{apiVersion: v1, kind: Secret, metadata: {name: a}}';
  expect(parseManifests(text, 'web.yaml')).toEqual([
    {
      object: { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' } },
      source: 'web.yaml',
    },
  ]);
});

describe('what is wrong is named with its line', () => {
  it.each([
    ['a: 1\nb: [\n', 'web.yaml line 3 is not valid YAML'],
    [
      '---\n---\nkind: A\nmetadata: {name: a}',
      'web.yaml line 3: A a has no apiVersion',
    ],
    ['apiVersion: v1\nmetadata: {name: a}', 'web.yaml line 1: a has no kind'],
    ['apiVersion: v1\nkind: Pod', 'web.yaml line 1: Pod has no metadata.name'],
    [
      'apiVersion: v1\nkind: Pod\nmetadata: {name: y}',
      'web.yaml line 1: Pod has a boolean as its metadata.name; YAML reads words such as y, no and on, and bare numbers, as values: put it in quotes',
    ],
    [
      'apiVersion: v1\nkind: Pod\nmetadata: {generateName: a-}',
      'web.yaml line 1: Pod has only metadata.generateName; a staging needs names that stay the same, so give it a metadata.name',
    ],
    [
      'just text',
      'web.yaml line 1: a string stands where a Kubernetes object should be',
    ],
  ])('%j', (text, message) => {
    expect(messagesOf(text)[0]).toContain(message);
  });

  it('all of it at once', () => {
    expect(messagesOf('kind: A\n---\nkind: B\n')).toHaveLength(2);
  });
});

it('refuses aliases that multiply', () => {
  const lines = ['a: &a [x, x, x, x, x, x, x, x, x, x]'];
  for (const [from, to] of ['ab', 'bc', 'cd', 'de']) {
    lines.push(`${to}: &${to} [${Array(20).fill(`*${from}`).join(', ')}]`);
  }
  expect(messagesOf(lines.join('\n'))[0]).toMatch(
    /^web.yaml line 1 cannot be read: its aliases multiply without measure/,
  );
});

it.each([
  ['lists', '['.repeat(20_000) + ']'.repeat(20_000)],
  ['maps', `${'{a: '.repeat(20_000)}1${'}'.repeat(20_000)}`],
])('refuses %s without end in depth', (_, value) => {
  const text = `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata: ${value}`;
  expect(messagesOf(text)[0]).toMatch(
    /^web.yaml line 4 is not valid YAML: it is nested too deeply/,
  );
});

it('gives the items of a typed list its kind, as kubectl does', () => {
  const objects = parseManifests(
    [
      'apiVersion: v1',
      'kind: ConfigMapList',
      'items:',
      '- metadata: { name: a }',
      '- { apiVersion: v1, kind: Secret, metadata: { name: b } }',
    ].join('\n'),
    'web.yaml',
  );
  expect(objects.map(({ object }) => object)).toEqual([
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } },
    { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'b' } },
  ]);
});

it.each([
  ['base/kustomization.yaml', 'resources: [web.yaml]'],
  ['kustomization.yml', 'namePrefix: a-'],
  ['any.yaml', 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component'],
])('says of %s that it is a kustomization', (source, text) => {
  expect(() => parseManifests(text, source)).toThrow(
    expect.objectContaining({
      explanation: {
        reason: 'InvalidManifest',
        message: `${source} line 1: a kustomization stands where a Kubernetes object should be`,
        hint: {
          text: 'Give its folder as kustomize.path of the template, or the files that are meant in manifests.path.',
          audience: 'platform',
        },
      },
    }),
  );
});
