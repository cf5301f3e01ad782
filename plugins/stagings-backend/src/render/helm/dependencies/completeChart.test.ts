import {
  mkdtemp,
  readdir,
  readFile,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { HelmSource, RegistryConfig } from '../../../config/types';
import { WaitingError } from '../../../model/errors';
import { explanationOf, TestFolders } from '../../__testUtils__/renderInput';
import { TestRenderers } from '../../__testUtils__/TestRenderers';
import { ChartServer } from '../charts/__testUtils__/ChartServer';
import { packChart } from '../charts/__testUtils__/packChart';

jest.setTimeout(60_000);

const folders = new TestFolders();
const server = new ChartServer();
const rooms: TestRenderers[] = [];

beforeAll(async () => {
  await server.start();
  for (const version of ['1.0.0', '1.2.0', '2.0.0']) {
    await server.publish('db', version, filesOf('db'));
  }
  await server.publish('queue', '1.0.0', filesOf('queue'));
});
afterAll(async () => {
  await server.stop();
  await folders.remove();
});
afterEach(async () => {
  Object.assign(server, { credentials: undefined, status: undefined });
  server.requests.splice(0);
  for (const room of rooms.splice(0)) await room.close();
});

/** A ConfigMap that tells which version of the chart made it. */
function filesOf(name: string): Record<string, string> {
  return {
    [`templates/${name}.yaml`]: `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: {{ .Chart.Name }} }\ndata: { v: {{ .Chart.Version }} }\n`,
  };
}

interface Entry {
  name: string;
  version?: string;
  repository?: string;
  alias?: string;
  condition?: string;
}

function chartYaml(name: string, dependencies: Entry[] = []): string {
  return stringify({ apiVersion: 'v2', name, version: '1.0.0', dependencies });
}

async function chartWith(
  dependencies: Entry[],
  files: Record<string, string> = {},
): Promise<string> {
  return folders.create({
    'Chart.yaml': chartYaml('shop', dependencies),
    ...filesOf('shop'),
    ...files,
  });
}

function render(
  path: string,
  given: Partial<HelmSource> & { registry?: Partial<RegistryConfig> } = {},
) {
  const { registry, ...source } = given;
  const room = new TestRenderers({
    registries: [{ host: server.host, insecure: true, ...registry }],
  });
  rooms.push(room);
  return room.render({
    renderer: 'helm',
    chart: { from: 'disk', path },
    values: {},
    ...source,
  });
}

async function versionsIn(
  rendering: ReturnType<typeof render>,
): Promise<Record<string, unknown>> {
  const { objects } = await rendering;
  return Object.fromEntries(
    objects.map(({ object }) => [
      object.metadata.name,
      (object.data as { v: string }).v,
    ]),
  );
}

const inRepository = () => server.repository;
const inRegistry = () => `oci://${server.host}/charts`;

describe.each([
  ['a repository', inRepository],
  ['a registry', inRegistry],
])('a chart of %s that another one depends on', (_, repository) => {
  const dbIn = (version: string): Entry => ({
    name: 'db',
    version,
    repository: repository(),
  });

  it('is pulled by its range, and recorded', async () => {
    const chart = await chartWith([dbIn('^1.0.0')]);
    const { objects, artifacts } = await render(chart);
    expect(objects.map(({ object }) => object.metadata.name).sort()).toEqual([
      'db',
      'shop',
    ]);
    expect(artifacts).toEqual([
      { type: 'chart', name: 'shop', version: '1.0.0' },
      {
        type: 'chart',
        name: `${repository()}/db`,
        version: '1.2.0',
        digest: expect.stringMatching(/^sha256:/),
      },
    ]);
  });

  it('is the version that the lock has chosen', async () => {
    const lock = { dependencies: [dbIn('1.0.0')] };
    const chart = await chartWith([dbIn('^1.0.0')], {
      'Chart.lock': stringify(lock),
    });
    expect(await versionsIn(render(chart))).toEqual({
      shop: '1.0.0',
      db: '1.0.0',
    });
  });

  it('is pulled with the credentials of its host', async () => {
    server.credentials = 'robot:s3cret';
    const chart = await chartWith([dbIn('1.0.0')]);
    const credentials = { username: 'robot', password: 's3cret' };
    await render(chart, { registry: { credentials } });
    expect(await explanationOf(render(chart))).toMatchObject({
      reason: 'ChartUnauthorised',
      message: expect.stringMatching(
        /^the chart depends on db: access to the chart .* was refused/,
      ),
      hint: {
        text: 'List the host with username and password in stagings.registries.',
      },
    });
  });

  it('is named where there is no such version', async () => {
    const chart = await chartWith([dbIn('^7.0.0')]);
    expect(await explanationOf(render(chart))).toMatchObject({
      reason: 'ChartNotFound',
      message: expect.stringMatching(
        /^the chart depends on db: there is no chart .*\^7\.0\.0/,
      ),
      hint: {
        text: 'Correct its entry among the dependencies in Chart.yaml, or put the chart into charts/.',
        audience: 'platform',
      },
    });
  });

  it('is waited for while its host does not answer', async () => {
    const chart = await chartWith([dbIn('^1.0.0')]);
    server.status = 503;
    const rendering = render(chart);
    await expect(rendering).rejects.toThrow(WaitingError);
    await expect(rendering).rejects.toThrow('the chart depends on db: ');
  });

  it('is asked for only where the template lists its repository', async () => {
    const chart = await chartWith([dbIn('^1.0.0')]);
    await render(chart, { repositories: [repository()] });
    server.requests.splice(0);
    expect(
      await explanationOf(
        render(chart, { repositories: ['https://charts.example.com'] }),
      ),
    ).toEqual({
      reason: 'DependencyMissing',
      message: `the chart depends on db: the template takes no charts from ${repository()}`,
      hint: {
        text: 'List the repository in helm.repositories of the template, or put the chart into charts/.',
        audience: 'platform',
      },
    });
    expect(server.requests).toEqual([]);
  });
});

it('is not pulled where charts/ has it', async () => {
  const chart = await chartWith(
    [
      { name: 'db', version: '1.x', repository: inRepository() },
      { name: 'cache', version: '0.1.0', repository: inRepository() },
    ],
    {
      'charts/of-our-own/Chart.yaml': chartYaml('db'),
      'charts/of-our-own/templates/db.yaml':
        filesOf('db')['templates/db.yaml']!,
    },
  );
  await writeFile(
    join(chart, 'charts/cache-0.1.0.tgz'),
    await packChart('cache', '0.1.0', filesOf('cache')),
  );
  expect(await versionsIn(render(chart))).toEqual({
    shop: '1.0.0',
    db: '1.0.0',
    cache: '0.1.0',
  });
  expect(server.requests).toEqual([]);
});

it('may stand twice, in other versions and under other names', async () => {
  const db = { name: 'db', repository: inRepository() };
  const chart = await chartWith(
    [
      { ...db, version: '1.0.0', alias: 'old' },
      { ...db, version: '2.0.0', alias: 'new', condition: 'new.enabled' },
    ],
    { 'values.yaml': 'new: { enabled: false }' },
  );
  expect(await versionsIn(render(chart))).toEqual({
    shop: '1.0.0',
    old: '1.0.0',
  });
});

it('leaves the chart as it is, and no files behind', async () => {
  const before = await leftovers();
  const chart = await chartWith([
    { name: 'db', version: '^1.0.0', repository: inRepository() },
  ]);
  await render(chart);
  expect((await readdir(chart)).sort()).toEqual(['Chart.yaml', 'templates']);
  await rooms.splice(0)[0]?.close();
  // Folders are removed while the render goes on.
  while ((await leftovers()).length > before.length) {
    await new Promise(resolve => setTimeout(resolve, 50));
  }
});

async function leftovers(): Promise<string[]> {
  const names = await readdir(tmpdir());
  return names.filter(name => name.startsWith('stagings-chart'));
}

it('reads what charts of version 1 depend on', async () => {
  const dependencies = [
    { name: 'db', version: '1.x', repository: inRepository() },
  ];
  const chart = await folders.create({
    'Chart.yaml': 'apiVersion: v1\nname: shop\nversion: 1.0.0\n',
    'requirements.yaml': stringify({ dependencies }),
    ...filesOf('shop'),
  });
  expect(await versionsIn(render(chart))).toEqual({
    shop: '1.0.0',
    db: '1.2.0',
  });
});

describe('a chart beside it', () => {
  /** `shop` depends on `lib`, which depends on a pulled `queue`. */
  const sideBySide = () =>
    folders.create({
      'shop/Chart.yaml': chartYaml('shop', [
        { name: 'lib', version: '*', repository: 'file://../lib' },
      ]),
      'shop/templates/shop.yaml': filesOf('shop')['templates/shop.yaml']!,
      'lib/Chart.yaml': chartYaml('lib', [
        { name: 'queue', version: '1.0.0', repository: inRepository() },
      ]),
      'lib/templates/lib.yaml': filesOf('lib')['templates/lib.yaml']!,
    });

  it('comes with what it depends on itself', async () => {
    const folder = await sideBySide();
    expect(await versionsIn(render(join(folder, 'shop')))).toEqual({
      shop: '1.0.0',
      lib: '1.0.0',
      queue: '1.0.0',
    });
  });

  it.each([
    ['by its path', 'file://../../../../../etc', undefined],
    ['by a path from the top', 'file:///etc', undefined],
    ['beyond the root of the template', 'file://../lib', 'shop'],
  ])('is refused outside of what is read: %s', async (_, repository, root) => {
    const folder = await sideBySide();
    const path = join(folder, 'shop');
    await writeFile(
      join(path, 'Chart.yaml'),
      chartYaml('shop', [{ name: 'lib', version: '*', repository }]),
    );
    const chart = {
      from: 'disk' as const,
      path,
      ...(root && { root: join(folder, root) }),
    };
    expect(await explanationOf(render(path, { chart }))).toEqual({
      reason: 'DependencyMissing',
      message: `the chart depends on lib: ${repository} leads out of the folder that the template reads`,
      hint: {
        text: 'Give a folder that holds both charts as helm.root of the template, or put the chart into charts/.',
        audience: 'platform',
      },
    });
  });

  it('is refused where a link leads to it from outside', async () => {
    const folder = await sideBySide();
    const elsewhere = await mkdtemp(join(tmpdir(), 'stagings-test-'));
    await rm(join(folder, 'lib'), { recursive: true });
    await symlink(elsewhere, join(folder, 'lib'));
    expect(await explanationOf(render(join(folder, 'shop')))).toMatchObject({
      message:
        'the chart depends on lib: a symbolic link leads out of the folder that the template reads',
    });
    await rm(elsewhere, { recursive: true });
  });

  it('may not lead back to it', async () => {
    const folder = await folders.create({
      'a/Chart.yaml': chartYaml('a', [
        { name: 'b', version: '*', repository: 'file://../b' },
      ]),
      'b/Chart.yaml': chartYaml('b', [
        { name: 'a', version: '*', repository: 'file://../a' },
      ]),
    });
    expect(await explanationOf(render(join(folder, 'a')))).toMatchObject({
      message: 'the chart and what it depends on come to more than 50 charts',
    });
  });
});

describe('errors', () => {
  const db = (entry: Partial<Entry>): Entry => ({
    name: 'db',
    version: '^1.0.0',
    repository: inRepository(),
    ...entry,
  });

  it.each<[string, () => Entry, string]>([
    [
      'no repository',
      () => db({ repository: '' }),
      'the chart depends on db: it is not in charts/, and Chart.yaml names no repository for it',
    ],
    [
      'a repository by a name of its own',
      () => db({ repository: '@ours' }),
      'the chart depends on db: @ours is a name that only a machine knows on which somebody has run "helm repo add"',
    ],
    [
      'another scheme',
      () => db({ repository: 's3://bucket/charts' }),
      'the chart depends on db: its repository is no address of a chart repository',
    ],
    [
      'a password',
      () => db({ repository: 'https://me:secret@charts.example.com' }),
      'the chart depends on db: its repository holds a password, which belongs in stagings.registries of the configuration',
    ],
    [
      'a name that is a path',
      () => db({ name: '../../private/db' }),
      'Chart.yaml: dependencies[0].name is "../../private/db", which names no chart',
    ],
    [
      'a name that is an option',
      () => db({ name: '--pass-credentials' }),
      'Chart.yaml: dependencies[0].name is "--pass-credentials", which names no chart',
    ],
    [
      'a version that is an option',
      () => db({ version: '--insecure-skip-tls-verify' }),
      'Chart.yaml: dependencies[0].version is "--insecure-skip-tls-verify", which names no chart',
    ],
  ])('say what is wrong with %s', async (_, entry, message) => {
    const chart = await chartWith([entry()]);
    expect(await explanationOf(render(chart))).toMatchObject({
      reason: 'DependencyMissing',
      message,
      hint: { audience: 'platform' },
    });
    expect(server.requests).toEqual([]);
  });

  it('say that the lock is an old one', async () => {
    const lock = { dependencies: [db({ version: '1.0.0' })] };
    const chart = await chartWith([db({ version: '^2.0.0' })], {
      'Chart.lock': stringify(lock),
    });
    expect(await explanationOf(render(chart))).toMatchObject({
      reason: 'DependencyMissing',
      message:
        'Chart.lock was made for other dependencies than those of Chart.yaml: db ^2.0.0 is not what it has, which is db 1.0.0',
      hint: {
        text: 'Run "helm dependency update" in the folder of the chart, and commit Chart.lock.',
      },
    });
    expect(await readFile(join(chart, 'Chart.lock'), 'utf8')).toBe(
      stringify(lock),
    );
  });

  it('refuse a folder charts that is a link', async () => {
    const chart = await chartWith([db({})]);
    const elsewhere = await folders.create({});
    await symlink(elsewhere, join(chart, 'charts'));
    expect(await explanationOf(render(chart))).toMatchObject({
      message:
        'charts is no folder, so nothing that the chart depends on can be put there',
    });
    expect(await readdir(elsewhere)).toEqual([]);
  });
});
