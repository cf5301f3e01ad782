import { JsonObject } from '@backstage/types';
import { symlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import {
  explanationOf,
  renderInput,
  TestFolders,
} from '../__testUtils__/renderInput';
import { TestRenderers } from '../__testUtils__/TestRenderers';

const folders = new TestFolders();
afterEach(() => folders.remove());

const EXAMPLE = resolve(
  __dirname,
  '../../../../../examples/templates/web-manifests',
);

const renderers = new TestRenderers();
afterAll(() => renderers.close());

const CONFIG_MAP = `
apiVersion: v1
kind: ConfigMap
metadata: { name: a }
`;

async function render(
  path: string,
  given: Parameters<typeof renderInput>[1] = {},
) {
  const { objects } = await renderers.render(
    { renderer: 'manifests', paths: [{ from: 'disk', path }] },
    given,
  );
  return objects;
}

async function renderText(
  text: string,
  given: Parameters<typeof renderInput>[1] = {},
) {
  return render(await folders.create({ 'a.yaml': text }), given);
}

describe('the example', () => {
  it('renders without workers', async () => {
    const rendered = await render(EXAMPLE);
    expect(
      rendered.map(
        ({ object, source }) =>
          `${source} ${object.kind} ${object.metadata.name}`,
      ),
    ).toEqual([
      'ingress.yaml Ingress web',
      'uploads.yaml PersistentVolumeClaim uploads',
      'web.yaml Deployment web',
      'web.yaml Service web',
    ]);
  });

  it('renders the worker where workers are asked for', async () => {
    const rendered = await render(EXAMPLE, { parameters: { workers: 2 } });
    const worker = rendered.find(({ source }) => source === 'worker.yaml');
    expect(worker?.object.spec?.replicas).toBe(2);
    expect(worker?.object.metadata.annotations).toEqual({});
  });
});

describe('files', () => {
  it('reads all YAML files below the folder, by name', async () => {
    const folder = await folders.create({
      'b.yml': CONFIG_MAP,
      'a.yaml': CONFIG_MAP,
      'sub/c.yaml': CONFIG_MAP,
      'notes.txt': 'not YAML',
      '.hidden.yaml': 'not: [valid',
    });
    const rendered = await render(folder);
    expect(rendered.map(({ source }) => source)).toEqual([
      'a.yaml',
      'b.yml',
      'sub/c.yaml',
    ]);
  });

  it('reads a single file', async () => {
    const folder = await folders.create({ 'a.yaml': CONFIG_MAP });
    expect(await render(join(folder, 'a.yaml'))).toHaveLength(1);
  });

  it('follows links within the folder only', async () => {
    const folder = await folders.create({ 'a.yaml': CONFIG_MAP });
    await symlink('a.yaml', join(folder, 'b.yaml'));
    expect(await render(folder)).toHaveLength(2);

    await symlink('/etc/hostname', join(folder, 'c.yaml'));
    expect(await explanationOf(render(folder))).toMatchObject({
      reason: 'RenderFailed',
      message: expect.stringMatching(
        /c\.yaml is a symbolic link that leads out of the template's folder$/,
      ),
    });
  });

  it.each([
    [
      'a folder that is not there',
      '/nowhere/at/all',
      'there is no file or folder /nowhere/at/all',
    ],
    ['a folder without YAML', __dirname, 'holds no YAML files'],
  ])('says so for %s', async (_, path, message) => {
    expect(await explanationOf(render(path))).toMatchObject({
      reason: 'ManifestsNotFound',
      message: expect.stringContaining(message),
      hint: { audience: 'platform' },
    });
  });

  it('says which file is no YAML', async () => {
    expect(await explanationOf(renderText('a: b: c'))).toMatchObject({
      reason: 'InvalidManifest',
      message: expect.stringContaining('a.yaml'),
    });
  });
});

describe('expressions', () => {
  it('never change the structure of the document', async () => {
    const version = '1.0\nkind: ClusterRole\n--- {}';
    const [rendered] = await renderText(
      `${CONFIG_MAP}data: { version: "\${{ parameters.version }}" }`,
      { parameters: { version } },
    );
    expect(rendered?.object.kind).toBe('ConfigMap');
    expect(rendered?.object.data).toEqual({ version });
  });

  it('name file, object, path and expression when they fail', async () => {
    expect(
      await explanationOf(
        renderText(`${CONFIG_MAP}data: { x: "\${{ parameters.nothing }}" }`),
      ),
    ).toMatchObject({
      reason: 'InvalidExpression',
      message:
        'a.yaml: ConfigMap a: data.x: ${{ parameters.nothing }}: no such key: nothing',
    });
  });

  it.each([
    ['${{ parameters.workers == 0 }}', 1],
    ['${{ parameters.workers > 0 }}', 0],
    ['"true"', 1],
    ['"false"', 0],
  ])('when %s', async (when, count) => {
    const text = `
apiVersion: v1
kind: ConfigMap
metadata:
  name: a
  annotations: { stagings.backstage.io/when: '${when.replaceAll(
    '"',
    '',
  )}', keep: me }
data: { failsOnlyIfWanted: "\${{ parameters.workers == 0 ? 'x' : parameters.nothing }}" }
`;
    const rendered = await renderText(text);
    expect(rendered).toHaveLength(count);
    for (const { object } of rendered) {
      expect(object.metadata.annotations).toEqual({ keep: 'me' });
    }
  });

  it('must give true or false for when', async () => {
    const text = `
apiVersion: v1
kind: ConfigMap
metadata:
  name: a
  annotations: { stagings.backstage.io/when: '\${{ parameters.version }}' }
`;
    expect(await explanationOf(renderText(text))).toMatchObject({
      reason: 'InvalidExpression',
      message: expect.stringContaining(
        'gives "1.2.0"; it must be true or false',
      ),
    });
  });
});

describe('overrides', () => {
  const WORKLOADS = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  template:
    spec:
      initContainers: [{ name: init, image: i }]
      containers:
        - { name: web, image: i, env: [{ name: A, value: a }, { name: B, valueFrom: { secretKeyRef: { name: s, key: k } } }] }
        - { name: side, image: i }
---
apiVersion: batch/v1
kind: CronJob
metadata: { name: night }
spec: { jobTemplate: { spec: { template: { spec: { containers: [{ name: night, image: i }] } } } } }
---
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { ports: [] }
`;

  async function environments(overrides: JsonObject) {
    const rendered = await renderText(WORKLOADS, { overrides });
    const text = JSON.stringify(rendered);
    const containers = [
      ...text.matchAll(/\{"name":"(\w+)","image":"i"(?:,"env":(\[.*?\]))?\}/g),
    ];
    return Object.fromEntries(
      containers.map(([, name, env]) => [
        name,
        env ? JSON.parse(env) : undefined,
      ]),
    );
  }

  it('set a variable in all containers, not in init containers', async () => {
    expect(await environments({ A: 'x', N: 1, ON: true })).toEqual({
      init: undefined,
      web: [
        { name: 'B', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } },
        { name: 'A', value: 'x' },
        { name: 'N', value: '1' },
        { name: 'ON', value: 'true' },
      ],
      side: [
        { name: 'A', value: 'x' },
        { name: 'N', value: '1' },
        { name: 'ON', value: 'true' },
      ],
      night: [
        { name: 'A', value: 'x' },
        { name: 'N', value: '1' },
        { name: 'ON', value: 'true' },
      ],
    });
  });

  it('set a variable of one workload, over those of all', async () => {
    expect(await environments({ A: 'all', night: { A: 'one' } })).toMatchObject(
      {
        side: [{ name: 'A', value: 'all' }],
        night: [{ name: 'A', value: 'one' }],
      },
    );
  });

  it('remove a variable by null, and replace one that came from a Secret', async () => {
    expect(await environments({ A: null, B: 'plain' })).toMatchObject({
      web: [{ name: 'B', value: 'plain' }],
    });
  });

  it('are never evaluated', async () => {
    expect(await environments({ A: '${{ staging.id }}' })).toMatchObject({
      side: [{ name: 'A', value: '${{ staging.id }}' }],
    });
  });

  it.each<[JsonObject, string]>([
    [
      { wbe: { A: 'x' } },
      'overrides.wbe: there is no workload "wbe"; there are web, night',
    ],
    [{ 'A B': 'x' }, 'overrides.A B: "A B" cannot be the name of a variable'],
    [{ A: ['x'] }, 'overrides.A: must be text, a number, true, false or null'],
    [
      { web: { A: {} } },
      'overrides.web.A: must be text, a number, true, false or null',
    ],
  ])('refuse %j', async (overrides, message) => {
    expect(
      await explanationOf(renderText(WORKLOADS, { overrides })),
    ).toMatchObject({
      reason: 'InvalidOverrides',
      message,
      hint: { audience: 'engineer' },
    });
  });
});

it('renders several files and folders, in their order', async () => {
  const named = (name: string) =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\n`;
  const folder = await folders.create({
    'b/b.yaml': named('b'),
    'b/c.yml': named('c'),
    'a.yaml': named('a'),
  });
  const paths = ['b', 'a.yaml'].map(
    name => ({ from: 'disk', path: join(folder, name) } as const),
  );
  const { objects } = await renderers.render({ renderer: 'manifests', paths });
  expect(objects.map(({ object }) => object.metadata.name)).toEqual([
    'b',
    'c',
    'a',
  ]);
});
