import { JsonObject } from '@backstage/types';
import { readdir, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { HelmSource } from '../../config/types';
import { RenderedObject } from '../../model/rendering';
import {
  explanationOf,
  renderInput,
  TestFolders,
} from '../__testUtils__/renderInput';
import { TestRenderers } from '../__testUtils__/TestRenderers';

const folders = new TestFolders();
afterEach(() => folders.remove());

const renderers = new TestRenderers();
afterAll(() => renderers.close());
const EXAMPLE = resolve(
  __dirname,
  '../../../../../examples/templates/web-chart',
);

const EXAMPLE_VALUES = {
  image: {
    repository: 'registry.example.com/shop/${{ entity.metadata.name }}',
    tag: '${{ parameters.version }}',
  },
  branch: '${{ source.branch }}',
  ingress: { host: '${{ staging.host }}' },
};

type Given = Parameters<typeof renderInput>[1] & { values?: JsonObject };

function chartAt(path: string, values: JsonObject = {}): HelmSource {
  return { renderer: 'helm', chart: { from: 'disk', path }, values };
}

async function render(chart: string, { values = {}, ...given }: Given = {}) {
  const { objects } = await renderers.render(chartAt(chart, values), given);
  return objects;
}

async function renderExample(given: Given = {}) {
  return render(EXAMPLE, { values: EXAMPLE_VALUES, ...given });
}

/** Renders a chart that is made of these files. */
async function renderFiles(files: Record<string, string>, given: Given = {}) {
  const chart = await folders.create({
    'Chart.yaml': 'apiVersion: v2\nname: small\nversion: 1.0.0\n',
    ...files,
  });
  return render(chart, given);
}

const SCHEMA = JSON.stringify({
  required: ['need'],
  properties: { n: { type: 'integer' }, e: { enum: ['a', 'b'] } },
});

/** A chart with a chart that has a chart, all with the same schema. */
const NESTED = Object.fromEntries(
  ['', 'charts/db/', 'charts/db/charts/metrics/'].flatMap(folder => [
    [`${folder}values.schema.json`, SCHEMA],
    [`${folder}values.yaml`, 'need: 1'],
    [
      `${folder}Chart.yaml`,
      `apiVersion: v2\nname: ${
        folder.split('/').at(-2) ?? 'small'
      }\nversion: 1.0.0\n`,
    ],
  ]),
);

function configMap(data: string, metadata: string = ''): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n${metadata}data:\n  x: ${data}\n`;
}

describe('the example', () => {
  it('renders web, database and what belongs to them', async () => {
    const rendered = await renderExample();
    expect(
      rendered.map(
        ({ object, source }) =>
          `${source} ${object.kind} ${object.metadata.name}`,
      ),
    ).toEqual(
      expect.arrayContaining([
        'templates/web.yaml Deployment shop-x-web',
        'templates/web.yaml Service shop-x-web',
        'templates/ingress.yaml Ingress shop-x-web',
        'templates/config.yaml ConfigMap shop-x-config',
        'templates/database.yaml StatefulSet shop-x-db',
        'templates/database.yaml Service shop-x-db',
        'templates/database.yaml Secret shop-x-db',
      ]),
    );
    expect(rendered).toHaveLength(7);
    expect(JSON.stringify(rendered)).toContain(
      '"registry.example.com/shop/shop:1.2.0"',
    );
  });

  it('has a worker and no database where the overrides say so', async () => {
    const rendered = await renderExample({
      overrides: { worker: { enabled: true }, database: { enabled: false } },
    });
    const names = rendered.map(({ object }) => object.metadata.name);
    expect(names).toContain('shop-x-worker');
    expect(names).not.toContain('shop-x-db');
  });
});

describe('values', () => {
  it.each<[string, JsonObject, JsonObject, unknown]>([
    ['the chart', {}, {}, { list: [1, 2], text: 'chart', gone: 1 }],
    [
      'the template',
      { text: 'template' },
      {},
      { list: [1, 2], text: 'template', gone: 1 },
    ],
    [
      'the overrides',
      { text: 'template' },
      { text: 'overrides', list: [3], gone: null },
      { list: [3], text: 'overrides' },
    ],
  ])('come from %s', async (_, values, overrides, merged) => {
    const [rendered] = await renderFiles(
      {
        'values.yaml': 'all: { text: chart, list: [1, 2], gone: 1 }',
        'templates/a.yaml': configMap('{{ .Values.all | toJson | quote }}'),
      },
      { values: { all: values }, overrides: { all: overrides } },
    );
    expect(
      JSON.parse((rendered?.object.data as JsonObject).x as string),
    ).toEqual(merged);
  });

  it.each([
    ['commas, dots and braces', 'a,b.c={d}[0]'],
    ['line breaks and YAML', 'x\n---\nkind: ClusterRole'],
    ['a Go template', '{{ .Release.Name }}'],
    ['an expression', '${{ staging.id }}'],
    ['characters that YAML folds', 'a\u0085b\u2028c\u007fd\ufeffe😀'],
    ['an option', '--post-renderer=/bin/sh'],
  ])('reach the chart as they are: %s', async (_, text) => {
    const [rendered] = await renderFiles(
      { 'templates/a.yaml': configMap('{{ .Values.text | b64enc }}') },
      { overrides: { text } },
    );
    expect(rendered?.object.data).toEqual({
      x: Buffer.from(text).toString('base64'),
    });
  });

  it('tell the chart of the cluster, the release and nothing of the backend', async () => {
    const [rendered] = await renderFiles({
      'templates/a.yaml': configMap(
        '"{{ .Release.Name }} {{ .Release.Namespace }} {{ .Capabilities.KubeVersion }} {{ .Capabilities.APIVersions.Has "example.com/v1/Widget" }}"',
      ),
    });
    expect(rendered?.object.data).toEqual({
      x: 'shop-x stg-shop-x v1.36.3 true',
    });
  });
});

describe('errors', () => {
  it.each<[string, () => Promise<unknown>, object]>([
    [
      'no chart',
      () => render('/nowhere/at/all'),
      {
        reason: 'ChartNotFound',
        message:
          'there is no Helm chart in /nowhere/at/all: it has no Chart.yaml',
      },
    ],
    [
      'an override that the schema refuses',
      () =>
        renderExample({ overrides: { replicas: 'many', image: { tga: 'x' } } }),
      {
        reason: 'InvalidOverrides',
        message: expect.stringMatching(
          /^the chart refuses these values: .*overrides\.replicas: got string, want integer/,
        ),
        hint: { audience: 'engineer', text: 'Correct or remove the override.' },
      },
    ],
    [
      'an override that the chart has not',
      () => renderExample({ overrides: { replica: 1 } }),
      {
        reason: 'InvalidOverrides',
        message:
          'the chart refuses these values: overrides.replica: the chart has no such value',
      },
    ],
    [
      'a parameter that the schema refuses',
      () => renderExample({ parameters: { version: 'B B' } }),
      {
        reason: 'RenderFailed',
        message: expect.stringContaining(
          "image.tag: 'B B' does not match pattern",
        ),
        hint: expect.objectContaining({ audience: 'engineer' }),
      },
    ],
    [
      'values of the template that the schema refuses',
      () => render(EXAMPLE, { values: { replicas: 99 } }),
      {
        reason: 'RenderFailed',
        message: expect.stringContaining('replicas: maximum: got 99, want 10'),
        hint: expect.objectContaining({ audience: 'platform' }),
      },
    ],
    [
      'a value that the schema of a dependency refuses',
      () =>
        renderFiles(
          {
            'charts/sub/Chart.yaml':
              'apiVersion: v2\nname: sub\nversion: 1.0.0\n',
            'charts/sub/values.schema.json':
              '{"properties":{"size":{"type":"integer"}}}',
          },
          { overrides: { sub: { size: 'x' } } },
        ),
      {
        reason: 'InvalidOverrides',
        message:
          'the chart refuses these values: overrides.sub.size: got string, want integer',
      },
    ],
    [
      'values on all sides, down to a dependency of a dependency',
      () =>
        renderFiles(NESTED, {
          values: { n: 'x' },
          overrides: { e: 'c', need: null, db: { metrics: { n: 'y' } } },
        }),
      {
        reason: 'InvalidOverrides',
        message: expect.stringMatching(
          /^the chart refuses these values: (?=.*overrides\.need: is required)(?=.*overrides\.e: value must be one of 'a', 'b')(?=.*helm\.values\.n: got string, want integer)(?=.*overrides\.db\.metrics\.n: got string, want integer)/,
        ),
      },
    ],
    [
      'a value that is required',
      () => render(EXAMPLE),
      {
        reason: 'RenderFailed',
        message: expect.stringMatching(
          /^helm cannot render the chart: .*ingress\.host is required$/,
        ),
      },
    ],
    [
      'a template that fails',
      () => renderFiles({ 'templates/a.yaml': 'a: {{ .Values.x.y }}' }),
      {
        reason: 'RenderFailed',
        message:
          'helm cannot render the chart: small/templates/a.yaml:1:13 executing "small/templates/a.yaml" at <.Values.x.y>: nil pointer evaluating interface {}.y',
      },
    ],
    [
      'output that is no YAML',
      () => renderFiles({ 'templates/a.yaml': 'a: b: c' }),
      {
        reason: 'RenderFailed',
        message: expect.stringContaining(
          'YAML parse error on small/templates/a.yaml',
        ),
      },
    ],
    [
      'output that is no object of Kubernetes',
      () => renderFiles({ 'templates/a.yaml': 'kind: ConfigMap' }),
      {
        reason: 'InvalidManifest',
        message: expect.stringContaining('templates/a.yaml'),
      },
    ],
    [
      'a schema that reads files',
      () =>
        renderFiles({
          'values.schema.json':
            '{"properties":{"a":{"$ref":"file:///etc/passwd"}}}',
        }),
      {
        reason: 'RenderFailed',
        message:
          'values.schema.json refers to "file:///etc/passwd"; only references within the file, which begin with #, are allowed',
      },
    ],
    [
      'an expression that fails',
      () =>
        render(EXAMPLE, { values: { branch: '${{ parameters.nothing }}' } }),
      {
        reason: 'InvalidExpression',
        message:
          'template web: helm.values.branch: ${{ parameters.nothing }}: no such key: nothing',
      },
    ],
  ])('says what is wrong with %s', async (_, act, explanation) => {
    const found = await explanationOf(act());
    expect(found).toMatchObject(explanation);
    expect(found.message).not.toContain(join(tmpdir(), 'stagings-helm'));
  });

  it('refuses a link out of the chart', async () => {
    const chart = await folders.create({
      'Chart.yaml': 'apiVersion: v2\nname: small\nversion: 1.0.0\n',
      'files/a': '',
    });
    await symlink('/etc/hostname', join(chart, 'files/b'));
    expect(await explanationOf(render(chart))).toMatchObject({
      reason: 'RenderFailed',
      message: 'files/b is a symbolic link that leads out of the chart',
    });
  });

  it('refuses a link out of the chart also where its keys are asked for', async () => {
    const outside = await folders.create({ 'app-config.yaml': 'token: x' });
    const chart = await folders.create({
      'Chart.yaml': 'apiVersion: v2\nname: small\nversion: 1.0.0\n',
    });
    await symlink(join(outside, 'app-config.yaml'), join(chart, 'values.yaml'));
    expect(await explanationOf(renderers.keys(chartAt(chart)))).toMatchObject({
      reason: 'RenderFailed',
      message: 'values.yaml is a symbolic link that leads out of the chart',
    });
  });

  it('says that helm is missing', async () => {
    const missing = {
      find: async () => ({ problem: 'helm is not installed' }),
    };
    const unable = new TestRenderers({ programs: missing });
    expect(await explanationOf(unable.render(chartAt(EXAMPLE)))).toMatchObject({
      reason: 'ProgramMissing',
      message: 'helm is not installed',
      hint: { audience: 'platform' },
    });
  });
});

it('renders hooks with the rest: who deploys tells them apart', async () => {
  const rendered = await renderFiles({
    'templates/a.yaml': configMap('y'),
    'templates/b.yaml': configMap(
      'y',
      '  annotations: { helm.sh/hook: "test,post-upgrade" }\n',
    ),
  });
  expect(rendered.map(({ source }) => source).sort()).toEqual([
    'templates/a.yaml',
    'templates/b.yaml',
  ]);
});

it('stops when it is told to, and leaves no files behind', async () => {
  const before = await leftovers();
  const controller = new AbortController();
  const rendering = renderExample({ signal: controller.signal });
  controller.abort(new Error('stopped by the engine'));
  await expect(rendering).rejects.toThrow('stopped by the engine');
  await renderExample();
  expect(await leftovers()).toEqual(before);
});

async function leftovers(): Promise<string[]> {
  const names = await readdir(tmpdir());
  return names.filter(name => name.startsWith('stagings-helm-'));
}

describe('a chart that asks whether it is an upgrade', () => {
  const ASKS = {
    'templates/a.yaml': configMap('{{ .Release.IsUpgrade | quote }}'),
  };
  const answer = ([rendered]: RenderedObject[]) =>
    (rendered?.object.data as JsonObject).x;

  it.each([true, false])('is told %s', async isUpgrade => {
    expect(answer(await renderFiles(ASKS, { isUpgrade }))).toBe(
      String(isUpgrade),
    );
  });

  it('and misses what it looks up is rendered as for an installation, with a warning', async () => {
    const chart = await folders.create({
      'Chart.yaml': 'apiVersion: v2\nname: small\nversion: 1.0.0\n',
      'templates/a.yaml': `{{ if and .Release.IsUpgrade (not (lookup "v1" "Secret" "" "a")) }}{{ fail "give the password" }}{{ end }}${configMap(
        'y',
      )}`,
    });
    const { objects, notes } = await renderers.render(chartAt(chart), {
      isUpgrade: true,
    });
    expect(objects).toHaveLength(1);
    expect(notes).toEqual([
      {
        level: 'warning',
        message: expect.stringMatching(
          /^rendered as for a first installation, since .*give the password$/,
        ),
      },
    ]);
  });

  it('and fails for another reason has failed', async () => {
    const fails = `{{ if .Release.IsUpgrade }}{{ fail "migrate first" }}{{ end }}`;
    const rendering = renderFiles(
      { 'templates/a.yaml': fails },
      { isUpgrade: true },
    );
    expect(await explanationOf(rendering)).toMatchObject({
      message: expect.stringContaining('migrate first'),
    });
  });
});

it('renders a chart that makes up values twice, and others once', async () => {
  const description = 'apiVersion: v2\nname: small\nversion: 1.0.0\n';
  const random = await folders.create({
    'Chart.yaml': description,
    'templates/a.yaml': configMap('{{ randAlphaNum 20 }}'),
  });
  const { objects, again } = await renderers.render(chartAt(random));
  expect(again).toHaveLength(1);
  expect(again).not.toEqual(objects);
  const fixed = await folders.create({
    'Chart.yaml': description,
    'templates/a.yaml': `{{/* now, not uuidv4 */}}${configMap('now')}`,
  });
  expect(await renderers.render(chartAt(fixed))).not.toHaveProperty('again');
});

it('passes on what helm warns of', async () => {
  const chart = await folders.create({
    'Chart.yaml':
      'apiVersion: v2\nname: small\nversion: 1.0.0\ndeprecated: true\n',
    'values.yaml': 'a: { b: 1 }',
    'templates/a.yaml': configMap('y'),
  });
  const values = { a: { b: { c: 1 } } };
  const { notes } = await renderers.render(chartAt(chart, values));
  const messages = notes.map(({ level, message }) => `${level} ${message}`);
  expect(messages).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^warning helm warns: .*deprecated/i),
      expect.stringMatching(/^warning helm warns: .*small\.a/),
    ]),
  );
});

describe('the name of the release', () => {
  const NAMED =
    'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: {{ .Release.Name }}}\n';
  const named = async (releaseName: string) => {
    const path = await folders.create({
      'Chart.yaml': 'apiVersion: v2\nname: small\nversion: 1.0.0\n',
      'templates/named.yaml': NAMED,
    });
    const { objects } = await renderers.render({
      ...chartAt(path),
      releaseName,
    });
    return objects[0]?.object.metadata.name;
  };

  it('is what the template says', async () => {
    expect(await named('${{ entity.metadata.name }}-x')).toBe('shop-x');
  });

  it.each(['Shop', '-shop', 'a'.repeat(54), '${{ 1 }}', '--post-renderer'])(
    'cannot be %s',
    async releaseName => {
      await expect(named(releaseName)).rejects.toMatchObject({
        explanation: { reason: 'InvalidReleaseName' },
      });
    },
  );
});
