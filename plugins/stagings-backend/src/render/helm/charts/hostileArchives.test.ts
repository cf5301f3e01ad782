import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Header, HeaderData } from 'tar';
import { explanationOf, TestFolders } from '../../__testUtils__/renderInput';
import { checkChart } from '../checkChart';
import { unpackChart } from './unpackChart';

jest.setTimeout(60_000);

const folders = new TestFolders();
afterAll(() => folders.remove());

const MIB = 1024 * 1024;

interface Entry extends Pick<HeaderData, 'path' | 'type' | 'linkpath'> {
  content?: Buffer;
}

/** An archive as no honest program packs it. */
function pack(entries: Entry[]): Buffer {
  const blocks = entries.flatMap(({ content = Buffer.alloc(0), ...entry }) => {
    const header = Buffer.alloc(512);
    new Header({
      ...{ type: 'File', mode: 0o644, mtime: new Date(0), uid: 0, gid: 0 },
      ...entry,
      size: content.length,
    }).encode(header, 0);
    const padding = Buffer.alloc((512 - (content.length % 512)) % 512);
    return [header, content, padding];
  });
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]), { level: 1 });
}

const file = (path: string, content = ''): Entry => ({
  path,
  content: Buffer.from(content),
});

const CHART = file(
  'web/Chart.yaml',
  'apiVersion: v2\nname: web\nversion: 1.0.0\n',
);
const zeros = (path: string, count: number, size: number): Entry[] =>
  Array.from({ length: count }, (_, index) => ({
    path: `${path}/${index}.yaml`,
    content: Buffer.alloc(size),
  }));

/** Unpacks into a folder of its own, and tells what is in it and beside it. */
async function unpack(archive: Buffer) {
  const around = await folders.create({ 'beside/secret': 'unchanged' });
  const path = join(around, 'web.tgz');
  const target = join(around, 'target');
  await mkdir(target);
  await writeFile(path, archive);
  await unpackChart(path, target, 'web.tgz');
  return {
    inside: (await readdir(target, { recursive: true })).sort(),
    beside: (await readdir(around)).sort(),
    secret: await readFile(join(around, 'beside/secret'), 'utf8'),
  };
}

describe('an archive of a chart', () => {
  it.each<[string, Entry[]]>([
    ['a path that climbs', [file('web/../../../beside/secret', 'changed')]],
    ['a path that climbs from the start', [file('../../beside/secret', 'x')]],
    ['an absolute path', [file('/tmp/stagings-hostile-archive', 'x')]],
    [
      'a file through a link',
      [
        { path: 'web/out', type: 'SymbolicLink', linkpath: '../beside' },
        file('web/out/secret', 'changed'),
      ],
    ],
    [
      'a hard link',
      [
        { path: 'web/hard', type: 'Link', linkpath: 'web/../../beside/secret' },
        file('web/hard', 'changed'),
      ],
    ],
    [
      'a link to a file',
      [{ path: 'web/a', type: 'SymbolicLink', linkpath: '/etc/passwd' }],
    ],
    ['a device', [{ path: 'web/null', type: 'CharacterDevice' }]],
    ['a pipe', [{ path: 'web/pipe', type: 'FIFO' }]],
  ])('writes nothing outside of its folder by %s', async (_, entries) => {
    const { inside, beside, secret } = await unpack(pack([CHART, ...entries]));
    expect(secret).toBe('unchanged');
    expect(beside).toEqual(['beside', 'target', 'web.tgz']);
    expect(inside).toContain('Chart.yaml');
    expect(inside.join()).not.toMatch(/null|pipe|(^|,)a(,|$)/);
    await expect(readdir('/tmp')).resolves.not.toContain(
      'stagings-hostile-archive',
    );
  });

  it.each([
    ['many files', zeros('web/templates', 10_001, 0)],
    ['large files', zeros('web/templates', 3, 40 * MIB)],
  ])('is refused where it unpacks to too %s', async (_, entries) => {
    await expect(unpack(pack([CHART, ...entries]))).rejects.toThrow(
      'web.tgz holds more than 10000 files or 100 MiB',
    );
  });
});

describe('an archive within a chart', () => {
  const check = async (archive: Buffer) => {
    const chart = await folders.create({
      'Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
      'charts/keep': '',
    });
    await writeFile(join(chart, 'charts/web-1.0.0.tgz'), archive);
    return explanationOf(checkChart(chart));
  };

  it.each([
    ['templates', zeros('web/templates', 9, 4 * MIB)],
    ['files', zeros('web/files', 3, 40 * MIB)],
  ])('is refused where its %s unpack to too much', async (_, entries) => {
    expect(await check(pack([CHART, ...entries]))).toMatchObject({
      reason: 'RenderFailed',
      message: expect.stringMatching(
        /^charts\/web-1\.0\.0\.tgz unpacks to more than 100 MiB/,
      ),
    });
  });

  it('is refused where it cannot be read to its end, where more may be hidden', async () => {
    const whole = pack([CHART, ...zeros('web/templates', 9, MIB)]);
    expect(await check(whole.subarray(0, whole.length / 2))).toMatchObject({
      message: 'charts/web-1.0.0.tgz cannot be read as the archive of a chart',
    });
  });
});
