import { UrlReaderService } from '@backstage/backend-plugin-api';
import { Artifact } from 'backstage-plugin-stagings-common';
import { NotFoundError } from '@backstage/errors';
import { randomUUID } from 'node:crypto';
import { readdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { FolderCache, HeldFolder } from './FolderCache';
import { explainReading, SourceTooLargeError } from './explainReading';
import { SharedWork } from './sharing';

/** Files of an address, on this machine until they are released. */
export interface ReadSource extends HeldFolder {
  /** Commit or etag, as an operation records it. */
  artifact: Artifact;
}

const TIMEOUT = 60_000;
const MAX_FOLDERS = 64;
const MAX_FILES = 5_000;
/** Of all files together. */
const MAX_BYTES = 64 * 1024 * 1024;

/** Addresses of one file; all others are of folders. */
const FILE = /\.(ya?ml|tgz)$/i;

/** A version of an address that was read: the key of its folder, and what the reader calls the version. */
interface Reading {
  key: string;
  etag: string;
}

/** Counts what is read of an address. */
class Limits {
  private files = 0;
  private bytes = 0;

  /** @throws SourceTooLargeError */
  admit(size: number): true {
    this.files += 1;
    this.bytes += size;
    if (this.files <= MAX_FILES && this.bytes <= MAX_BYTES) return true;
    throw new SourceTooLargeError(
      `more than ${MAX_FILES} files or ${MAX_BYTES / 1024 / 1024} MiB`,
    );
  }
}

/**
 * Reads files and folders through the portal's integrations. Each time, the integration is asked whether there is
 * anything new; only then it is read again.
 */
export class UrlSources {
  private readonly folders: FolderCache;
  private readonly latest = new Map<string, Reading>();
  private readonly reads = new SharedWork<Reading>();

  constructor(private readonly reader: UrlReaderService, now: () => number) {
    this.folders = new FolderCache({
      prefix: 'stagings-sources-',
      maxFolders: MAX_FOLDERS,
      now,
    });
  }

  /**
   * The folder that an address leads to, or the file, whose name is the last piece of the address.
   *
   * @throws TerminalError where it cannot be read, WaitingError where it cannot be reached
   */
  async open(url: string, signal: AbortSignal): Promise<ReadSource> {
    for (;;) {
      const reading = await this.reads.run(url, signal, () => this.read(url));
      const held = this.folders.hold(reading.key);
      if (!held) continue;
      const { etag } = reading;
      return {
        release: held.release,
        path: FILE.test(url) ? join(held.path, fileName(url)) : held.path,
        artifact: { type: 'source', name: url, ...(etag && { digest: etag }) },
      };
    }
  }

  /** Removes all that was read. */
  async close(): Promise<void> {
    await this.folders.close();
  }

  private async read(url: string): Promise<Reading> {
    const known = this.latest.get(url);
    const held = known && this.folders.hold(known.key);
    try {
      const reading = FILE.test(url)
        ? await this.readFile(url, held && (known?.etag || undefined))
        : await this.readFolder(url, held && (known?.etag || undefined));
      this.remember(url, reading);
      return reading;
    } catch (error) {
      if (known && held && isNotModified(error)) return known;
      throw explainReading(error, url);
    } finally {
      held?.release();
    }
  }

  private async readFolder(url: string, etag?: string): Promise<Reading> {
    const signal = AbortSignal.timeout(TIMEOUT);
    const limits = new Limits();
    const tree = await this.reader.readTree(url, {
      etag,
      signal,
      filter: (_, info) => limits.admit(info?.size ?? 0),
    });
    return this.keep(url, tree.etag, async targetDir => {
      await tree.dir({ targetDir });
      if ((await readdir(targetDir)).length === 0) {
        throw new NotFoundError(`${url} holds no files`);
      }
    });
  }

  private async readFile(url: string, etag?: string): Promise<Reading> {
    const signal = AbortSignal.timeout(TIMEOUT);
    const file = await this.reader.readUrl(url, { etag, signal });
    const content = await file.buffer();
    new Limits().admit(content.length);
    return this.keep(url, file.etag ?? '', folder =>
      writeFile(join(folder, fileName(url)), content),
    );
  }

  /** What has no etag is new each time. */
  private async keep(
    url: string,
    etag: string,
    fill: (folder: string) => Promise<void>,
  ): Promise<Reading> {
    const version = etag || randomUUID();
    const key = JSON.stringify([url, version]);
    (await this.folders.obtain(key, fill)).release();
    return { key, etag };
  }

  private remember(url: string, reading: Reading): void {
    this.latest.delete(url);
    this.latest.set(url, reading);
    const [oldest] = this.latest.keys();
    if (this.latest.size > MAX_FOLDERS && oldest) this.latest.delete(oldest);
  }
}

function fileName(url: string): string {
  return basename(new URL(url).pathname);
}

function isNotModified(error: unknown): boolean {
  return error instanceof Error && error.name === 'NotModifiedError';
}
