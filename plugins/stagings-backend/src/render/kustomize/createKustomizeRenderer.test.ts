import { JsonObject } from '@backstage/types';
import { mkdir, readdir, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { KustomizeSource } from '../../config/types';
import {
  explanationOf,
  renderInput,
  TestFolders,
} from '../__testUtils__/renderInput';
import { ProgramFinder } from '../programs/ProgramFinder';
import { TestRenderers } from '../__testUtils__/TestRenderers';

const folders = new TestFolders();
afterEach(() => folders.remove());

const renderers = new TestRenderers();
afterAll(() => renderers.close());
const EXAMPLE = resolve(
  __dirname,
  '../../../../../examples/templates/web-kustomize',
);

const BASE = {
  'base/kustomization.yaml': 'resources: [web.yaml]',
  'base/web.yaml': [
    'apiVersion: apps/v1',
    'kind: Deployment',
    'metadata: { name: web }',
    'spec:',
    '  template:',
    '    spec: { containers: [{ name: web, image: shop }] }',
  ].join('\n'),
};

type Given = Parameters<typeof renderInput>[1];

function kustomization(root: string, path: string): KustomizeSource {
  return { renderer: 'kustomize', root: { from: 'disk', path: root }, path };
}

async function render(root: string, name: string, given: Given = {}) {
  const { objects } = await renderers.render(kustomization(root, name), given);
  return objects;
}

/** Renders the overlay of a tree that is made of these files, with a base beside it. */
async function renderFiles(files: Record<string, string>, given: Given = {}) {
  const root = await folders.create({ ...BASE, ...files });
  return render(root, 'overlay', given);
}

function configMap(name: string, rest: string = '') {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n${rest}`;
}

describe('the example', () => {
  const renderExample = (given?: Given) =>
    render(EXAMPLE, 'overlays/staging', given);

  it('renders the base as the overlay changes it', async () => {
    const rendered = await renderExample();
    expect(
      rendered.map(({ object }) => `${object.kind} ${object.metadata.name}`),
    ).toEqual([
      'Namespace shop',
      expect.stringMatching(/^ConfigMap settings-[a-z0-9]{10}$/),
      'Service web',
      'PersistentVolumeClaim uploads',
      'Deployment web',
      'Ingress web',
    ]);
    expect(new Set(rendered.map(({ source }) => source))).toEqual(
      new Set(['overlays/staging']),
    );
    const text = JSON.stringify(rendered);
    expect(text).toContain('"registry.example.com/shop/shop:1.2.0"');
    expect(text).toContain('"host":"shop-x.example.com"');
  });

  it('has workers, and other variables, where they are asked for', async () => {
    const rendered = await renderExample({
      parameters: { workers: 2 },
      overrides: { worker: { QUEUE: 'orders' } },
    });
    const worker = rendered.find(
      ({ object }) => object.metadata.name === 'worker',
    );
    expect(worker?.object.spec).toMatchObject({
      replicas: 2,
      template: {
        spec: {
          containers: [
            {
              env: expect.arrayContaining([{ name: 'QUEUE', value: 'orders' }]),
            },
          ],
        },
      },
    });
  });
});

describe('what kustomize follows within the root', () => {
  it.each<[string, Record<string, string>, unknown[]]>([
    [
      'bases, components and files',
      {
        'overlay/kustomization.yaml':
          'resources: [../base, more/a.yaml]\ncomponents: [../component]',
        'overlay/more/a.yaml': configMap('a'),
        'component/kustomization.yaml':
          'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nnamePrefix: c-',
      },
      ['c-a', 'c-web'],
    ],
    [
      'a kustomization above',
      {
        'kustomization.yaml': 'resources: [base]',
        'overlay/kustomization.yaml': 'resources: [a.yaml, ../base]',
        'overlay/a.yaml': configMap('a'),
      },
      ['a', 'web'],
    ],
    [
      'files of generators, with and without their own names',
      {
        'overlay/kustomization.yaml': [
          'generatorOptions: { disableNameSuffixHash: true }',
          'configMapGenerator:',
          '  - { name: a, files: [x.txt, renamed=x.txt], envs: [a.env] }',
          '  - { name: b, literals: ["URL=https://example.com/?ref=1"] }',
        ].join('\n'),
        'overlay/x.txt': 'x',
        'overlay/a.env': 'A=1',
      },
      ['a', 'b'],
    ],
    [
      'builtin transformers, in files and in place',
      {
        'overlay/kustomization.yaml': [
          'resources: [../base]',
          'transformers:',
          '  - prefix.yaml',
          '  - ../transformers',
          '  - |-',
          '    apiVersion: builtin',
          '    kind: PrefixSuffixTransformer',
          '    metadata: { name: c }',
          '    prefix: c-',
          '    fieldSpecs: [{ path: metadata/name }]',
        ].join('\n'),
        'overlay/prefix.yaml':
          'apiVersion: builtin\nkind: PrefixSuffixTransformer\nmetadata: { name: a }\nprefix: a-\nfieldSpecs: [{ path: metadata/name }]',
        'transformers/kustomization.yaml': 'resources: [b.yaml]',
        'transformers/b.yaml':
          'apiVersion: builtin\nkind: PrefixSuffixTransformer\nmetadata: { name: b }\nprefix: b-\nfieldSpecs: [{ path: metadata/name }]',
      },
      [expect.stringMatching(/^(?=.*a-)(?=.*b-)(?=.*c-).*web$/)],
    ],
    [
      'what transformers of another folder name in the one that uses them',
      {
        'overlay/kustomization.yaml':
          'resources: [../base]\ntransformers: [../transformers]',
        'overlay/p.yaml': '- op: replace\n  path: /metadata/name\n  value: b\n',
        'transformers/kustomization.yaml': 'resources: [t.yaml]',
        'transformers/t.yaml':
          'apiVersion: builtin\nkind: PatchTransformer\nmetadata: { name: t }\npath: p.yaml\ntarget: { kind: Deployment }\noptions: { allowNameChange: true }',
      },
      ['b'],
    ],
    [
      'patches, in files and in place',
      {
        'overlay/kustomization.yaml': [
          'resources: [../base]',
          'patchesStrategicMerge:',
          '  - |-',
          '    apiVersion: apps/v1',
          '    kind: Deployment',
          '    metadata: { name: web, annotations: { see: "https://example.com" } }',
          'patches: [{ path: p.yaml }]',
        ].join('\n'),
        'overlay/p.yaml':
          'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: { replicas: 2 }',
      },
      ['web'],
    ],
  ])('%s', async (_, files, names) => {
    const rendered = await renderFiles(files);
    expect(rendered.map(({ object }) => object.metadata.name).sort()).toEqual(
      names,
    );
  });

  it('links within it', async () => {
    const root = await folders.create({
      'shared/a.yaml': configMap('a'),
      'overlay/kustomization.yaml': 'resources: [a.yaml]',
    });
    await symlink('../shared/a.yaml', join(root, 'overlay/a.yaml'));
    expect(await render(root, 'overlay')).toHaveLength(1);
  });
});

describe('expressions', () => {
  it('are evaluated in the structure of what was built', async () => {
    const [rendered] = await renderFiles(
      {
        'overlay/kustomization.yaml':
          'resources: [a.yaml]\nlabels: [{ pairs: { branch: "${{ source.branch }}" } }]',
        'overlay/a.yaml': configMap(
          'a',
          'data: { x: "${{ parameters.text }}" }',
        ),
      },
      { parameters: { text: 'x\n---\nkind: ClusterRole' } },
    );
    expect(rendered?.object.data).toEqual({ x: 'x\n---\nkind: ClusterRole' });
    expect(rendered?.object.metadata.labels).toEqual({ branch: 'feature/x' });
  });

  it('leave objects out, down to nothing', async () => {
    expect(
      await renderFiles({
        'overlay/kustomization.yaml':
          'resources: [../base]\ncommonAnnotations: { stagings.backstage.io/when: "${{ false }}" }',
      }),
    ).toEqual([]);
  });
});

describe('errors', () => {
  it.each<[string, Record<string, string>, JsonObject]>([
    [
      'no kustomization',
      { 'overlay/web.yaml': configMap('a') },
      {
        reason: 'KustomizationNotFound',
        message: expect.stringMatching(
          /^there is no kustomization\.yaml in \/.*\/overlay$/,
        ),
      },
    ],
    [
      'no kustomization in a base',
      {
        'overlay/kustomization.yaml': 'resources: [../other]',
        'other/web.yaml': configMap('a'),
      },
      {
        reason: 'KustomizationNotFound',
        message: expect.stringMatching(/other$/),
      },
    ],
    [
      'what kustomize itself objects to',
      {
        'overlay/kustomization.yaml':
          'resources: [../base]\npatches: [{ path: p.yaml }]',
        'overlay/p.yaml':
          'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: other }',
      },
      {
        reason: 'RenderFailed',
        message: expect.stringMatching(
          /^kustomize cannot build overlay: .*no matches for Id Deployment.*other/,
        ),
      },
    ],
    [
      'YAML that cannot be read',
      { 'overlay/kustomization.yaml': 'resources: [' },
      {
        reason: 'RenderFailed',
        message: expect.stringMatching(
          /^overlay\/kustomization\.yaml cannot be read: /,
        ),
      },
    ],
    [
      'an object without a name',
      {
        'overlay/kustomization.yaml': 'resources: [a.yaml]',
        'overlay/a.yaml': configMap('${{ nothing }}'),
      },
      {
        reason: 'InvalidExpression',
        message: expect.stringMatching(/^overlay: ConfigMap/),
      },
    ],
  ])('name the place: %s', async (_, files, explanation) => {
    const found = await explanationOf(renderFiles(files));
    expect(found).toMatchObject({
      ...explanation,
      hint: { audience: 'platform' },
    });
    expect(found.message).not.toContain('stagings-kustomize-');
  });

  it('say so where kubectl is missing', async () => {
    const missing = new ProgramFinder({}, { PATH: '/nowhere' });
    const unable = new TestRenderers({ programs: missing });
    expect(
      await explanationOf(unable.render(kustomization('/a', ''))),
    ).toMatchObject({
      reason: 'ProgramMissing',
      message: expect.stringMatching(/^kubectl is not installed: install/),
    });
  });
});

it('leaves nothing behind, whether it worked or not', async () => {
  const remaining = async () =>
    (await readdir(tmpdir())).filter(name =>
      name.startsWith('stagings-kustomize-'),
    );
  const before = await remaining();
  await render(EXAMPLE, 'overlays/staging');
  const root = await folders.create({});
  await mkdir(join(root, 'overlay'));
  await render(root, 'overlay').catch(() => undefined);
  expect((await remaining()).filter(name => !before.includes(name))).toEqual(
    [],
  );
});

it('passes on what kustomize warns of', async () => {
  const root = await folders.create({
    ...BASE,
    'overlay/kustomization.yaml':
      'resources: [../base]\ncommonLabels: { team: shop }\n',
  });
  const { notes } = await renderers.render(kustomization(root, 'overlay'));
  expect(notes).toEqual([
    {
      level: 'warning',
      message: expect.stringMatching(/^kustomize warns: 'commonLabels' is/),
    },
  ]);
});
