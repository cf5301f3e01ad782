import { mockServices } from '@backstage/backend-test-utils';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ChartSource, HelmSource, RegistryConfig } from '../../../config/types';
import { WaitingError } from '../../../model/errors';
import { explanationOf, TestFolders } from '../../__testUtils__/renderInput';
import { TestRenderers } from '../../__testUtils__/TestRenderers';
import { ChartServer } from './__testUtils__/ChartServer';
import { packChart } from './__testUtils__/packChart';

jest.setTimeout(60_000);

const folders = new TestFolders();
const server = new ChartServer();
const rooms: TestRenderers[] = [];

beforeAll(() => server.start());
afterAll(async () => {
  await server.stop();
  await folders.remove();
});
afterEach(async () => {
  Object.assign(server, {
    archives: undefined,
    credentials: undefined,
    status: undefined,
  });
  server.requests.splice(0);
  for (const room of rooms.splice(0)) await room.close();
});

function renderers(registry: Partial<RegistryConfig> = {}): TestRenderers {
  const room = new TestRenderers({
    registries: [{ host: server.host, insecure: true, ...registry }],
  });
  rooms.push(room);
  return room;
}

function helm(chart: ChartSource): HelmSource {
  return { renderer: 'helm', chart, values: {} };
}

/** A chart of one ConfigMap that tells the chart's version. */
const FILES = {
  'templates/a.yaml':
    'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata: { v: {{ .Chart.Version }} }\n',
};

const places: Array<[string, (name: string, version?: string) => ChartSource]> =
  [
    [
      'a registry',
      (name, version) => ({
        from: 'registry',
        reference: `${server.host}/charts/${name}`,
        ...(version !== undefined && { version }),
      }),
    ],
    [
      'a repository',
      (name, version) => ({
        from: 'repository',
        url: server.repository,
        name,
        ...(version !== undefined && { version }),
      }),
    ],
  ];

describe.each(places)('a chart of %s', (place, chart) => {
  const inRegistry = place === 'a registry';
  const named = (name: string) =>
    inRegistry
      ? `oci://${server.host}/charts/${name}`
      : `${server.repository}/${name}`;
  const message = (name: string, version: string) =>
    inRegistry
      ? `oci://${server.host}/charts/${name} ${version}`
      : `${name} ${version} in ${server.repository}`;

  it.each([
    ['1.0.0', '1.0.0'],
    ['^1.0.0', '1.1.0'],
    [undefined, '2.0.0'],
  ])('as version %s is %s, with its digest', async (wanted, found) => {
    const name = `range${inRegistry ? 'd' : 's'}${(wanted ?? 'x').length}`;
    const published = new Map<
      string,
      { digest: string; archiveDigest: string }
    >();
    for (const version of ['1.0.0', '1.1.0', '2.0.0', '3.0.0-rc.1']) {
      published.set(version, await server.publish(name, version, FILES));
    }
    const rendering = await renderers().render(helm(chart(name, wanted)));
    const { digest, archiveDigest } = published.get(found)!;
    expect(rendering).toMatchObject({
      objects: [{ object: { data: { v: found } } }],
      artifacts: [
        {
          type: 'chart',
          name: named(name),
          version: found,
          digest: inRegistry ? digest : archiveDigest,
        },
      ],
      notes: [
        {
          level: 'info',
          message: expect.stringContaining(`Chart ${named(name)} is ${found}`),
        },
      ],
    });
  });

  it('is pulled with the credentials of its host', async () => {
    const name = inRegistry ? 'locked' : 'shut';
    await server.publish(name, '1.0.0', FILES);
    server.credentials = 'robot:s3cret';
    const allowed = renderers({
      credentials: { username: 'robot', password: 's3cret' },
    });
    const { objects } = await allowed.render(helm(chart(name, '1.0.0')));
    expect(objects).toHaveLength(1);
    expect(
      await explanationOf(renderers().render(helm(chart(name, '1.0.0')))),
    ).toEqual({
      reason: 'ChartUnauthorised',
      message: `access to the chart ${message(name, '1.0.0')} was refused by ${
        server.host
      }`,
      hint: {
        text: 'List the host with username and password in stagings.registries.',
        audience: 'platform',
      },
    });
  });

  it.each([
    ['a chart that is not there', 'nothing-404', '1.0.0'],
    ['a version that is not there', 'web', '7.0.0'],
    ['a range that nothing is in', 'web', '^7.0.0'],
  ])('says of %s', async (_, name, version) => {
    await server.publish('web', '1.0.0', FILES);
    expect(
      await explanationOf(renderers().render(helm(chart(name, version)))),
    ).toMatchObject({
      reason: 'ChartNotFound',
      message: `there is no chart ${message(name, version)}`,
    });
  });

  it.each([429, 503])(
    'is waited for while its host answers %i',
    async status => {
      server.status = status;
      const rendering = renderers().render(helm(chart('web', '^1.0.0')));
      const error = await rendering.catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(WaitingError);
      expect((error as WaitingError).explanation).toMatchObject({
        reason: 'ChartUnreachable',
        message: expect.stringContaining(
          `cannot get the chart ${message('web', '^1.0.0')} now: `,
        ),
      });
    },
  );

  it('is pulled once for all who want it at the same time, and again after a while', async () => {
    const name = inRegistry ? 'shared' : 'common';
    await server.publish(name, '1.0.0', FILES);
    const room = renderers();
    const render = () => room.render(helm(chart(name, '^1.0.0')));
    await Promise.all([render(), render(), render()]);
    await render();
    const asked = server.requests.length;
    expect(
      server.requests.filter(({ path }) => /index\.yaml|tags/.test(path)),
    ).toHaveLength(1);

    await server.publish(name, '1.2.0', FILES);
    room.advance(61_000);
    const { objects } = await render();
    expect(objects[0]?.object.data).toEqual({ v: '1.2.0' });
    expect(server.requests.length).toBeGreaterThan(asked);
  });

  it('is the one that was pulled before, where its host cannot be reached and no other can be meant', async () => {
    const name = inRegistry ? 'steady' : 'stable';
    await server.publish(name, '1.0.0', FILES);
    const room = renderers();
    await room.render(helm(chart(name, '1.0.0')));
    await room.render(helm(chart(name, '^1.0.0')));
    room.advance(61_000);
    server.status = 503;
    const { notes } = await room.render(helm(chart(name, '1.0.0')));
    expect(notes).toContainEqual({
      level: 'warning',
      message: expect.stringMatching(
        /^cannot get the chart .*; using the copy that was pulled before$/,
      ),
    });
    await expect(room.render(helm(chart(name, '^1.0.0')))).rejects.toThrow(
      WaitingError,
    );
  });

  it('is checked as local ones are', async () => {
    const name = inRegistry ? 'tricky' : 'sly';
    await server.publish(name, '1.0.0', {
      'values.schema.json': '{ "$ref": "http://127.0.0.1/schema.json" }',
    });
    expect(
      await explanationOf(renderers().render(helm(chart(name)))),
    ).toMatchObject({
      reason: 'RenderFailed',
      message: expect.stringContaining(
        'values.schema.json refers to "http://127.0.0.1/schema.json"',
      ),
    });
  });
});

it('sends the credentials of a repository to no other host', async () => {
  const other = new ChartServer();
  await other.start();
  try {
    await server.publish('moved', '1.0.0', FILES);
    await other.publish('moved', '1.0.0', FILES);
    server.credentials = 'robot:s3cret';
    server.archives = other.repository;
    const credentials = { username: 'robot', password: 's3cret' };
    const { objects } = await renderers({ credentials }).render(
      helm({ from: 'repository', url: server.repository, name: 'moved' }),
    );
    expect(objects).toHaveLength(1);
    expect(other.requests).toEqual([
      { path: '/repository/moved-1.0.0.tgz', authorization: undefined },
    ]);
  } finally {
    await other.stop();
  }
});

it('takes a chart of a registry by its digest', async () => {
  const { digest } = await server.publish('pinned', '1.0.0', FILES);
  const reference = `${server.host}/charts/pinned`;
  const { artifacts } = await renderers().render(
    helm({ from: 'registry', reference, digest }),
  );
  expect(artifacts).toEqual([
    { type: 'chart', name: `oci://${reference}`, version: '1.0.0', digest },
  ]);
});

it('says that a registry speaks plain http only', async () => {
  const chart: ChartSource = {
    from: 'registry',
    reference: `${server.host}/charts/web`,
    version: '1.0.0',
  };
  expect(
    await explanationOf(renderers({ insecure: false }).render(helm(chart))),
  ).toMatchObject({
    message: `${server.host} speaks plain http only`,
    hint: {
      text: 'List the host with insecure: true in stagings.registries.',
    },
  });
});

it('says that there is no repository', async () => {
  const url = `http://${server.host}/other`;
  const chart: ChartSource = { from: 'repository', url, name: 'web' };
  expect(await explanationOf(renderers().render(helm(chart)))).toMatchObject({
    reason: 'ChartNotFound',
    message: `there is no chart repository at ${url}`,
  });
});

describe('an archive on disk', () => {
  it('is rendered, and recorded with its digest', async () => {
    const folder = await folders.create({});
    const path = join(folder, 'small-1.0.0.tgz');
    await writeFile(path, await packChart('small', '1.0.0', FILES));
    const { objects, artifacts } = await renderers().render(
      helm({ from: 'disk', path }),
    );
    expect(objects).toHaveLength(1);
    expect(artifacts).toEqual([
      {
        type: 'chart',
        name: 'small',
        version: '1.0.0',
        digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      },
    ]);
  });

  it('is refused where it is none', async () => {
    const folder = await folders.create({ 'small.tgz': 'no archive' });
    const path = join(folder, 'small.tgz');
    expect(
      await explanationOf(renderers().render(helm({ from: 'disk', path }))),
    ).toMatchObject({
      reason: 'ChartNotFound',
      message: 'small.tgz is no archive of a chart',
    });
  });

  it('is looked into for archives of charts that it depends on', async () => {
    const sub = await packChart('sub', '1.0.0', {
      'values.schema.json': '{ "$ref": "file:///etc/passwd" }',
    });
    const folder = await folders.create({
      'Chart.yaml': 'apiVersion: v2\nname: small\nversion: 1.0.0\n',
      'charts/keep': '',
    });
    await writeFile(join(folder, 'charts/sub-1.0.0.tgz'), sub);
    expect(
      await explanationOf(
        renderers().render(helm({ from: 'disk', path: folder })),
      ),
    ).toMatchObject({
      message:
        'charts/sub-1.0.0.tgz/sub/values.schema.json refers to "file:///etc/passwd"; only references within the file, which begin with #, are allowed',
    });
  });
});

describe('a chart at an address', () => {
  const tree = 'https://git.example.com/acme/charts/tree/${{ source.branch }}';

  it('is rendered, and recorded with its commit', async () => {
    const url = `${tree}/web`;
    const urlReader = mockServices.urlReader.mock();
    urlReader.readTree.mockImplementation(async () => ({
      etag: 'commit-1',
      files: async () => [],
      archive: () => Promise.reject(new Error('not wanted')),
      dir: async ({ targetDir = '' } = {}) => {
        await unpackInto(targetDir);
        return targetDir;
      },
    }));
    const room = new TestRenderers({ urlReader });
    rooms.push(room);
    const { objects, artifacts } = await room.render(
      helm({ from: 'url', url }),
    );
    expect(objects).toHaveLength(1);
    const name = 'https://git.example.com/acme/charts/tree/feature%252Fx/web';
    expect(artifacts).toEqual([
      { type: 'source', name, digest: 'commit-1' },
      { type: 'chart', name: 'web', version: '1.0.0' },
    ]);
    expect(urlReader.readTree).toHaveBeenCalledWith(name, expect.anything());
  });

  it('that is an archive without a description fails', async () => {
    const urlReader = mockServices.urlReader.mock();
    urlReader.readUrl.mockImplementation(async () => ({
      buffer: async () => packChart('web', '1.0.0', { 'Chart.yaml': '' }),
    }));
    const room = new TestRenderers({ urlReader });
    rooms.push(room);
    const url = 'https://files.example.com/web-1.0.0.tgz';
    expect(
      await explanationOf(room.render(helm({ from: 'url', url }))),
    ).toMatchObject({ reason: 'RenderFailed' });
  });
});

async function unpackInto(folder: string): Promise<void> {
  await mkdir(join(folder, 'templates'));
  await writeFile(
    join(folder, 'Chart.yaml'),
    'apiVersion: v2\nname: web\nversion: 1.0.0\n',
  );
  await writeFile(join(folder, 'templates/a.yaml'), FILES['templates/a.yaml']);
}
