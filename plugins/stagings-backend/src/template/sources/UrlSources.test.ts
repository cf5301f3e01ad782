import {
  UrlReaderService,
  UrlReaderServiceReadTreeOptions,
} from '@backstage/backend-plugin-api';
import {
  NotAllowedError,
  NotFoundError,
  NotModifiedError,
} from '@backstage/errors';
import { access, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { TerminalError, WaitingError } from '../../model/errors';
import { UrlSources } from './UrlSources';

const URL = 'https://git.example.com/acme/shop/tree/main/deploy';
const FILE = 'https://git.example.com/acme/shop/blob/main/web.yaml';
const SIGNAL = new AbortController().signal;

/** A host with one folder, that says whether it is new; and counts how often it was read. */
class FakeReader implements UrlReaderService {
  etag = 'commit-1';
  files: Record<string, string> = { 'web.yaml': 'one' };
  error: Error | undefined;
  asked = 0;
  read = 0;

  async readTree(_: string, options?: UrlReaderServiceReadTreeOptions) {
    this.ask(options?.etag);
    return {
      etag: this.etag,
      files: async () => [],
      archive: () => Promise.reject(new Error('not wanted')),
      dir: async ({ targetDir = '' } = {}) => {
        this.read += 1;
        for (const [name, text] of Object.entries(this.files)) {
          options?.filter?.(name, { size: text.length });
          await mkdir(dirname(join(targetDir, name)), { recursive: true });
          await writeFile(join(targetDir, name), text);
        }
        return targetDir;
      },
    };
  }

  async readUrl(_: string, options?: { etag?: string }) {
    this.ask(options?.etag);
    this.read += 1;
    const buffer = async () => Buffer.from(this.files['web.yaml'] ?? '');
    return { etag: this.etag, buffer };
  }

  search = () => Promise.reject(new Error('not wanted'));

  private ask(etag: string | undefined) {
    this.asked += 1;
    if (this.error) throw this.error;
    if (etag === this.etag) throw new NotModifiedError();
  }
}

let reader: FakeReader;
let sources: UrlSources;
beforeEach(() => {
  reader = new FakeReader();
  sources = new UrlSources(reader, Date.now);
});
afterEach(() => sources.close());

async function textAt(url: string, name?: string): Promise<string> {
  const { path, release } = await sources.open(url, SIGNAL);
  const text = await readFile(name ? join(path, name) : path, 'utf8');
  release();
  return text;
}

it('reads a folder once, and again when there is something new', async () => {
  expect(await textAt(URL, 'web.yaml')).toBe('one');
  expect(await textAt(URL, 'web.yaml')).toBe('one');
  expect(reader).toMatchObject({ asked: 2, read: 1 });
  Object.assign(reader, { etag: 'commit-2', files: { 'web.yaml': 'two' } });
  expect(await textAt(URL, 'web.yaml')).toBe('two');
  expect(reader).toMatchObject({ asked: 3, read: 2 });
});

it('reads a file', async () => {
  expect(await textAt(FILE)).toBe('one');
  expect(await textAt(FILE)).toBe('one');
  expect(reader).toMatchObject({ asked: 2, read: 1 });
});

it('reads what has no etag each time', async () => {
  reader.etag = '';
  const { artifact } = await sources.open(FILE, SIGNAL);
  expect(artifact).toEqual({ type: 'source', name: FILE });
  await sources.open(FILE, SIGNAL);
  expect(reader.read).toBe(2);
});

it('says which version it is', async () => {
  const { artifact } = await sources.open(URL, SIGNAL);
  expect(artifact).toEqual({ type: 'source', name: URL, digest: 'commit-1' });
});

it('asks once for all who want the same at the same time', async () => {
  await Promise.all([1, 2, 3].map(() => textAt(URL, 'web.yaml')));
  expect(reader).toMatchObject({ asked: 1, read: 1 });
});

it('stops waiting for one who gives up, and reads on for the others', async () => {
  const controller = new AbortController();
  const given = sources.open(URL, controller.signal);
  const kept = sources.open(URL, SIGNAL);
  controller.abort(new Error('stopped by the engine'));
  await expect(given).rejects.toThrow('stopped by the engine');
  await expect(kept).resolves.toMatchObject({ artifact: { name: URL } });
});

it('keeps what is held while many others are read, and no more than so many', async () => {
  const held = await sources.open(URL, SIGNAL);
  const second = await sources.open(`${URL}/0`, SIGNAL);
  second.release();
  for (let count = 1; count < 70; count += 1) {
    (await sources.open(`${URL}/${count}`, SIGNAL)).release();
  }
  await expect(access(join(held.path, 'web.yaml'))).resolves.toBeUndefined();
  await expect(access(join(second.path, 'web.yaml'))).rejects.toThrow('ENOENT');
});

it('leaves nothing behind', async () => {
  const { path, release } = await sources.open(URL, SIGNAL);
  release();
  await sources.close();
  await expect(access(path)).rejects.toThrow('ENOENT');
});

describe('a failure', () => {
  it.each<[string, Error, string, RegExp, RegExp]>([
    [
      'nothing there',
      new NotFoundError('x'),
      'SourceNotFound',
      /^there is nothing at https/,
      /^Correct the address/,
    ],
    [
      'no integration',
      new NotAllowedError('x'),
      'SourceNotAllowed',
      /may not be read: no integration is configured for git.example.com$/,
      /integrations: in the configuration of the portal/,
    ],
    [
      'a host of single files',
      new Error('FetchUrlReader does not implement readTree'),
      'SourceNotAllowed',
      /^no folder can be read from git.example.com, only single files$/,
      /integrations: in the configuration of the portal/,
    ],
    [
      'a token that is refused',
      new Error('Request failed for https://x, 401 Unauthorized'),
      'SourceUnauthorised',
      /access was refused$/,
      /^Correct the token/,
    ],
  ])('by %s is for good', async (_, thrown, reason, message, hint) => {
    reader.error = thrown;
    const error = await sources.open(URL, SIGNAL).catch(caught => caught);
    expect(error).toBeInstanceOf(TerminalError);
    expect(error.explanation).toMatchObject({
      reason,
      message: expect.stringMatching(message),
      hint: { text: expect.stringMatching(hint), audience: 'platform' },
    });
  });

  it.each([
    'Request failed for https://x, 429 Too Many Requests',
    'Request failed for https://x, 403 Forbidden (rate limit exceeded)',
    'could not be read as https://x, 502 Bad Gateway',
    'Unable to read https://x, FetchError: connect ECONNREFUSED',
  ])('by %s passes', async message => {
    reader.error = new Error(message);
    const error = await sources.open(URL, SIGNAL).catch(caught => caught);
    expect(error).toBeInstanceOf(WaitingError);
    expect(error.explanation.reason).toBe('SourceUnreachable');
    reader.error = undefined;
    expect(await textAt(URL, 'web.yaml')).toBe('one');
  });

  it('is a folder without files', async () => {
    reader.files = {};
    await expect(sources.open(URL, SIGNAL)).rejects.toThrow(
      `there is nothing at ${URL}`,
    );
  });

  it('is a folder with too many files', async () => {
    reader.files = Object.fromEntries(
      Array.from({ length: 5_001 }, (_, index) => [`${index}.yaml`, '']),
    );
    await expect(sources.open(URL, SIGNAL)).rejects.toThrow(
      `${URL} leads to more than 5000 files or 64 MiB`,
    );
  });
});
