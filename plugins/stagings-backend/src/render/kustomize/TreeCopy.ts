import { copyFile, mkdir, readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { refuse } from './refused';

const MAX_FILES = 5_000;
/** Of all files together. */
const MAX_BYTES = 64 * 1024 * 1024;

/** Copies folders of a tree, with what links within the tree lead to, up to a limit in all. */
export class TreeCopy {
  private readonly added: string[] = [];
  private files = 0;
  private bytes = 0;

  /**
   * @param root - real path of the tree
   * @param target - folder that stands for the root
   */
  constructor(private readonly root: string, private readonly target: string) {}

  /**
   * Copies a folder with all below it, unless it was. Git's own folder and what is neither file nor folder are
   * left out.
   *
   * @param name - path from the root; empty for the root
   * @throws TerminalError for a link that leads out of the root, and beyond the limit
   */
  async add(name: string): Promise<void> {
    const path = join(this.root, name);
    if (this.added.some(known => isWithin(path, known))) return;
    this.added.push(path);
    await this.addFolder(name);
  }

  private async addFolder(name: string): Promise<void> {
    const source = await this.follow(name);
    await mkdir(join(this.target, name), { recursive: true });
    for (const entry of await readdir(source)) {
      if (entry !== '.git') await this.addEntry(join(name, entry));
    }
  }

  private async addEntry(name: string): Promise<void> {
    const source = await this.follow(name);
    const kind = await stat(source);
    if (kind.isDirectory()) await this.addFolder(name);
    if (!kind.isFile()) return;
    this.files += 1;
    this.bytes += kind.size;
    if (this.files > MAX_FILES || this.bytes > MAX_BYTES) {
      throw refuse(
        'RenderFailed',
        `the kustomization and what it refers to are more than ${MAX_FILES} files or ${
          MAX_BYTES / 1024 / 1024
        } MiB`,
        'Give it a folder of its own.',
      );
    }
    await copyFile(source, join(this.target, name));
  }

  private async follow(name: string): Promise<string> {
    const path = join(this.root, name);
    const real = await realpath(path).catch(() => undefined);
    if (real !== undefined && isWithin(real, this.root)) return real;
    throw refuse(
      'FileOutsideRoot',
      `${name} is a symbolic link that leads out of the template's root, or nowhere`,
      'Replace the link by the file, or set kustomize.root of the template to a folder that holds both.',
    );
  }
}

/** Whether an absolute path is the folder or lies below it. */
export function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.replace(/\/$/, '') + sep);
}
