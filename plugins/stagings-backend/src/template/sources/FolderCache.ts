import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder that stays as it is until it is released. */
export interface HeldFolder {
  path: string;
  release(): void;
}

interface Entry {
  path: string;
  holders: number;
  usedAt: number;
}

/** Folders that nobody used for so long are given up: the system may tidy its temporary files. */
const MAX_IDLE_MS = 12 * 60 * 60 * 1000;

/**
 * Folders that are made once and shared, for the life of one backend. Beyond the limit, those that were used
 * longest ago go, as soon as nobody holds them.
 */
export class FolderCache {
  private readonly entries = new Map<string, Entry>();
  private readonly making = new Map<string, Promise<Entry>>();
  private readonly options: {
    /** Begin of the name of the folder within the system's temporary folder. */
    prefix: string;
    maxFolders: number;
    now: () => number;
  };
  private root: Promise<string> | undefined;
  private made = 0;

  constructor(options: FolderCache['options']) {
    this.options = options;
  }

  /** Undefined where there is none for the key. */
  hold(key: string): HeldFolder | undefined {
    const entry = this.entries.get(key);
    if (!entry) return undefined;
    const idle = this.options.now() - entry.usedAt;
    if (idle > MAX_IDLE_MS && entry.holders === 0) {
      this.drop(key, entry);
      return undefined;
    }
    return this.holdEntry(key, entry);
  }

  /**
   * Holds the folder of a key; where there is none, it is made first.
   * @param fill - writes into the new, empty folder; what it throws is thrown, and nothing is kept
   */
  async obtain(
    key: string,
    fill: (path: string) => Promise<void>,
  ): Promise<HeldFolder> {
    const held = this.hold(key);
    if (held) return held;
    let making = this.making.get(key);
    if (!making) {
      making = this.make(key, fill).finally(() => this.making.delete(key));
      this.making.set(key, making);
    }
    return this.holdEntry(key, await making);
  }

  /** Removes everything. */
  async close(): Promise<void> {
    this.entries.clear();
    const root = await this.root;
    if (root) await rm(root, { recursive: true, force: true });
    this.root = undefined;
  }

  private async make(
    key: string,
    fill: (path: string) => Promise<void>,
  ): Promise<Entry> {
    this.root ??= mkdtemp(join(tmpdir(), this.options.prefix)).then(folder =>
      realpath(folder),
    );
    this.made += 1;
    const path = join(await this.root, String(this.made));
    await mkdir(path);
    try {
      await fill(path);
    } catch (error) {
      await rm(path, { recursive: true, force: true });
      throw error;
    }
    const entry = { path, holders: 0, usedAt: this.options.now() };
    this.entries.set(key, entry);
    return entry;
  }

  private holdEntry(key: string, entry: Entry): HeldFolder {
    entry.holders += 1;
    entry.usedAt = this.options.now();
    if (this.entries.get(key) === entry) {
      this.entries.delete(key);
      this.entries.set(key, entry);
    }
    this.shrink();
    let released = false;
    return {
      path: entry.path,
      release: () => {
        if (released) return;
        released = true;
        entry.holders -= 1;
        this.shrink();
      },
    };
  }

  private shrink(): void {
    for (const [key, entry] of this.entries) {
      if (this.entries.size <= this.options.maxFolders) return;
      if (entry.holders === 0) this.drop(key, entry);
    }
  }

  /** What cannot be removed now goes with the backend. */
  private drop(key: string, entry: Entry): void {
    this.entries.delete(key);
    rm(entry.path, { recursive: true, force: true }).catch(() => {});
  }
}
