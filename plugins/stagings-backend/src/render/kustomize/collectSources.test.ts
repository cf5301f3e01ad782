import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { explanationOf, TestFolders } from '../__testUtils__/renderInput';
import { collectSources } from './collectSources';

const folders = new TestFolders();
let target: string;
beforeEach(async () => {
  target = await mkdtemp(join(tmpdir(), 'stagings-test-'));
});
afterEach(async () => {
  await folders.remove();
  await rm(target, { recursive: true, force: true });
});

async function refusalOf(files: Record<string, string>) {
  const outer = await folders.create({
    'secret.yaml': 'password: x',
    'other/kustomization.yaml': 'resources: []',
    ...Object.fromEntries(
      Object.entries(files).map(([name, text]) => [`root/${name}`, text]),
    ),
  });
  const root = join(outer, 'root');
  const path = join(root, 'overlay');
  return explanationOf(collectSources({ path, root }, target));
}

const NOT_FETCHED = 'is an address, but nothing is fetched';

describe.each([
  'https://example.com/base.yaml',
  'HTTP://127.0.0.1:8080/base',
  'git::https://example.com/shop/deploy',
  'ssh://git@example.com/shop/deploy',
  'file:///etc',
  'git@github.com:shop/deploy',
  'deploy@example.com:shop/deploy.git',
  'github.com/shop/deploy//base?ref=v1',
  'GitHub.com/shop/deploy',
  'gitlab.example.com/shop/deploy.git',
  'gitlab.com/shop/deploy',
  'deploy?ref=v1',
])('the address %s', address => {
  const at = JSON.stringify(address);
  it.each([
    ['resources[0]', `resources: [${at}]`],
    ['bases[0]', `bases: [${at}]`],
    ['components[0]', `components: [${at}]`],
    ['crds[0]', `crds: [${at}]`],
    ['configurations[0]', `configurations: [${at}]`],
    ['openapi.path', `openapi: { path: ${at} }`],
    ['generators[0]', `generators: [${at}]`],
    ['transformers[0]', `transformers: [${at}]`],
    ['validators[0]', `validators: [${at}]`],
    ['patches[0].path', `patches: [{ path: ${at} }]`],
    ['patchesStrategicMerge[0]', `patchesStrategicMerge: [${at}]`],
    ['patchesJson6902[0].path', `patchesJson6902: [{ path: ${at} }]`],
    ['replacements[0].path', `replacements: [{ path: ${at} }]`],
    [
      'configMapGenerator[0].envs[0]',
      `configMapGenerator: [{ name: a, envs: [${at}] }]`,
    ],
    ['secretGenerator[0].env', `secretGenerator: [{ name: a, env: ${at} }]`],
  ])('is refused as %s', async (field, kustomization) => {
    expect(
      await refusalOf({ 'overlay/kustomization.yaml': kustomization }),
    ).toMatchObject({
      reason: 'RemoteBase',
      message: expect.stringContaining(
        `overlay/kustomization.yaml: ${field}: ${address} ${NOT_FETCHED}`,
      ),
      hint: {
        text: expect.stringContaining('Copy what it leads to'),
        audience: 'platform',
      },
    });
  });
});

it.each<[string, string, Record<string, string>, string]>([
  [
    'an address in another case of key',
    'RemoteBase',
    { 'overlay/kustomization.yaml': 'RESOURCES: [https://example.com/a]' },
    `resources[0]: https://example.com/a ${NOT_FETCHED}`,
  ],
  [
    'an address in a base of a base',
    'RemoteBase',
    {
      'overlay/kustomization.yaml': 'resources: [../a]',
      'a/kustomization.yml': 'components: [../b]',
      'b/Kustomization': 'resources: [https://example.com/a]',
    },
    'b/Kustomization: resources[0]',
  ],
  [
    'an address as the file of a generator',
    'RemoteBase',
    {
      'overlay/kustomization.yaml':
        'configMapGenerator: [{ name: a, files: ["x=https://example.com/a"] }]',
    },
    'configMapGenerator[0].files[0]: https://example.com/a',
  ],
  [
    'an address in the configuration of a transformer',
    'RemoteBase',
    {
      'overlay/kustomization.yaml': 'transformers: [t.yaml]',
      'overlay/t.yaml':
        'apiVersion: builtin\nkind: PatchTransformer\npath: https://example.com/a',
    },
    'overlay/t.yaml: path: https://example.com/a',
  ],
  [
    'an address that only kustomize reads as one',
    'RenderFailed',
    {
      'overlay/kustomization.yaml':
        'resources: [!!binary aHR0cDovLzEyNy4wLjAuMTo4MC8=]',
    },
    'overlay/kustomization.yaml cannot be read: it uses the YAML tag tag:yaml.org,2002:binary',
  ],
  [
    'the same in the configuration of a transformer',
    'RenderFailed',
    {
      'overlay/kustomization.yaml': 'transformers: [../t]',
      't/kustomization.yaml': 'resources: [t.yaml]',
      't/t.yaml':
        'apiVersion: builtin\nkind: PatchTransformer\npath: !!binary aHR0cDovLzEyNy4wLjAuMTo4MC8=',
    },
    't/t.yaml cannot be read: it uses the YAML tag',
  ],
  [
    'a key twice, of which only one is seen',
    'RenderFailed',
    {
      'overlay/kustomization.yaml':
        'resources: []\nResources: [https://example.com/a]',
    },
    'overlay/kustomization.yaml cannot be read: resources is there twice',
  ],
  [
    'a base outside of the root',
    'FileOutsideRoot',
    { 'overlay/kustomization.yaml': 'resources: [../../other]' },
    "overlay/kustomization.yaml: resources[0]: ../../other leads out of the template's root",
  ],
  [
    'an absolute path',
    'FileOutsideRoot',
    { 'overlay/kustomization.yaml': 'resources: [/etc]' },
    'resources[0]: /etc leads out',
  ],
  [
    'a file outside of the root',
    'FileOutsideRoot',
    {
      'overlay/kustomization.yaml':
        'configMapGenerator: [{ name: a, files: [../../secret.yaml] }]',
    },
    'configMapGenerator[0].files[0]: ../../secret.yaml leads out',
  ],
  [
    'a file outside of its folder',
    'FileOutsideRoot',
    {
      'overlay/kustomization.yaml': 'resources: [../a.yaml]',
      'a.yaml': 'a: 1',
    },
    'resources[0]: ../a.yaml lies outside of the folder overlay',
  ],
  [
    'a file that is not there',
    'RenderFailed',
    { 'overlay/kustomization.yaml': 'resources: [a.yaml]' },
    'overlay/kustomization.yaml: resources[0]: there is no file or folder a.yaml',
  ],
  [
    'a program as a generator',
    'PluginRefused',
    {
      'overlay/kustomization.yaml': 'generators: [g.yaml]',
      'overlay/g.yaml':
        'apiVersion: example.com/v1\nkind: Anything\nmetadata: { name: g }',
    },
    'overlay/g.yaml: Anything is a plugin that runs a program',
  ],
  [
    'a container as a transformer, in place',
    'PluginRefused',
    {
      'overlay/kustomization.yaml': [
        'transformers:',
        '  - |-',
        '    apiVersion: builtin',
        '    kind: Anything',
        '    metadata:',
        '      annotations: { config.kubernetes.io/function: "exec: { path: /bin/sh }" }',
      ].join('\n'),
    },
    'overlay/kustomization.yaml: transformers[0]: Anything is a plugin',
  ],
  [
    'transformers that are patched',
    'PluginRefused',
    {
      'overlay/kustomization.yaml': 'transformers: [../t]',
      't/kustomization.yaml': 'patches: [{ patch: "a" }]',
    },
    't/kustomization.yaml: patches: a folder of generators',
  ],
  [
    'charts',
    'HelmChartsRefused',
    { 'overlay/kustomization.yaml': 'helmCharts: [{ name: a }]' },
    'overlay/kustomization.yaml: helmCharts: charts are not rendered',
  ],
  [
    'charts from a generator',
    'HelmChartsRefused',
    {
      'overlay/kustomization.yaml': 'generators: [g.yaml]',
      'overlay/g.yaml':
        'apiVersion: builtin\nkind: HelmChartInflationGenerator\nname: a',
    },
    'overlay/g.yaml: HelmChartInflationGenerator',
  ],
])('refuses %s', async (_, reason, files, message) => {
  expect(await refusalOf(files)).toMatchObject({
    reason,
    message: expect.stringContaining(message),
  });
});

it('says in little time which key is there twice, however many there are', async () => {
  const lines = Array.from({ length: 50_000 }, (_, n) => `k${n}: v`);
  const startedAt = performance.now();
  expect(
    await refusalOf({
      'overlay/kustomization.yaml': [...lines, 'k7: w'].join('\n'),
    }),
  ).toMatchObject({
    message: 'overlay/kustomization.yaml cannot be read: k7 is there twice',
  });
  expect(performance.now() - startedAt).toBeLessThan(20_000);
});

it('refuses a kustomization that is larger than people write', async () => {
  const text = `resources: []\n#${'x'.repeat(1024 * 1024)}`;
  expect(await refusalOf({ 'overlay/kustomization.yaml': text })).toMatchObject(
    {
      message:
        'overlay/kustomization.yaml cannot be read: it is larger than 1 MiB',
    },
  );
});

it.each([
  ['a file', '../../secret.yaml'],
  ['a folder', '../../other'],
  ['nothing', 'nowhere'],
])('refuses a link that leads out to %s', async (_, destination) => {
  const outer = await folders.create({
    'secret.yaml': 'password: x',
    'other/a.yaml': 'a: 1',
    'root/overlay/kustomization.yaml': 'resources: []',
  });
  const root = join(outer, 'root');
  const path = join(root, 'overlay');
  await symlink(destination, join(path, 'link'));
  expect(
    await explanationOf(collectSources({ path, root }, target)),
  ).toMatchObject({
    reason: 'FileOutsideRoot',
    message: expect.stringMatching(/^overlay\/link is a symbolic link/),
  });
});
