import { readFile, realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { checkHelmCharts, checkPlugin, checkPluginFolder } from './checkPlugin';
import { entriesOf, entriesOfPlugin, Entry } from './entriesOf';
import { isRemote, looksRemote } from './isRemote';
import {
  KustomizeFile,
  parseKustomizeFile,
  readKustomization,
} from './readKustomization';
import { EntryPlace, refuse, refuseEntry } from './refused';
import { isWithin, TreeCopy } from './TreeCopy';

/** A kustomization on disk. */
export interface KustomizationPlace {
  /** Folder that holds all that it refers to. */
  root: string;
  /** Its own folder. */
  path: string;
}

/** A kustomization, by its path from the root; empty for the root. */
interface Folder {
  name: string;
  /** Where it brings configurations of plugins: the kustomization that uses them, which their paths start from. */
  pluginsOf?: string;
}

/** One pass over all that a kustomization leads to. */
class Walk {
  private readonly seen = new Set<string>();
  private readonly copy: TreeCopy;

  constructor(private readonly root: string, private readonly target: string) {
    this.copy = new TreeCopy(root, target);
  }

  async enter(folder: Folder): Promise<void> {
    const key = JSON.stringify([folder.name, folder.pluginsOf]);
    if (this.seen.has(key)) return;
    this.seen.add(key);
    await this.copy.add(folder.name);
    const files = await readKustomization(
      join(this.target, folder.name),
      folder.name,
    );
    if (files.length === 0) {
      throw notFound(
        `there is no kustomization.yaml in ${join(this.root, folder.name)}`,
      );
    }
    for (const file of files) await this.checkFile(file, folder);
  }

  private async checkFile(file: KustomizeFile, folder: Folder): Promise<void> {
    for (const kustomization of file.documents) {
      checkHelmCharts(kustomization, file.name);
      if (folder.pluginsOf !== undefined)
        checkPluginFolder(kustomization, file.name);
      for (const entry of entriesOf(kustomization)) {
        await this.checkEntry(entry, folder, file.name);
      }
    }
  }

  private async checkEntry(
    entry: Entry,
    folder: Folder,
    file: string,
  ): Promise<void> {
    const place = { file, field: entry.field };
    if (isRemote(entry.value)) throw remote(entry.value, place);
    const pluginsOf = entry.kind === 'plugin' ? folder.name : folder.pluginsOf;
    if (isInline(entry)) {
      if (pluginsOf === undefined) return;
      const where = `${file}: ${entry.field}`;
      await this.checkPlugins(entry.value, pluginsOf, where);
      return;
    }
    const name = await this.locate(entry, folder.name, place);
    if ((await kindOf(join(this.target, name))) !== 'file') {
      await this.enter({ name, pluginsOf });
    } else if (pluginsOf !== undefined) {
      const text = await readFile(join(this.target, name), 'utf8');
      await this.checkPlugins(text, pluginsOf, name);
    }
  }

  /** Finds what an entry names, as a path from the root; a folder may not be copied yet. */
  private async locate(
    { value, kind }: Entry,
    folder: string,
    place: EntryPlace,
  ): Promise<string> {
    const base = join(this.target, folder);
    const path = resolve(base, value);
    if (isAbsolute(value) || !isWithin(path, this.target)) {
      throw outside(value, place);
    }
    const name = relative(this.target, path);
    const found = (await kindOf(path)) ?? (await kindOf(join(this.root, name)));
    if (found === 'folder' && ['resource', 'plugin'].includes(kind)) {
      return name;
    }
    if (found === 'file') {
      if (isWithin(path, base)) return name;
      throw refuseEntry(
        'FileOutsideRoot',
        place,
        `${value} lies outside of the folder ${folder || '.'}`,
        'Move the file into the folder, or name the folder of a kustomization that lists it.',
      );
    }
    if (looksRemote(value)) throw remote(value, place);
    throw refuseEntry(
      'RenderFailed',
      place,
      `there is no file ${kind === 'file' ? '' : 'or folder '}${value}`,
      'Correct the entry; it is relative to the folder of the file.',
    );
  }

  private async checkPlugins(
    text: string,
    user: string,
    name: string,
  ): Promise<void> {
    for (const document of parseKustomizeFile(text, name).documents) {
      checkPlugin(document, name);
      for (const entry of entriesOfPlugin(document)) {
        const place = { file: name, field: entry.field };
        if (isRemote(entry.value)) throw remote(entry.value, place);
        if (!isInline(entry)) await this.locate(entry, user, place);
      }
    }
  }
}

/**
 * Copies a kustomization and every other one that it leads to, and makes sure that kustomize finds all of it in the
 * copy: nothing is fetched, nothing outside the root is read, and no program is run. What is checked is the copy
 * itself.
 *
 * @param target - empty folder for the copy
 * @returns path of the kustomization from the root
 * @throws TerminalError `RemoteBase`, `FileOutsideRoot`, `PluginRefused`, `HelmChartsRefused`,
 * `KustomizationNotFound` or `RenderFailed`, with the file and the entry
 */
export async function collectSources(
  source: KustomizationPlace,
  target: string,
): Promise<string> {
  const root = await realpath(source.root).catch(() => source.root);
  const path = await realpath(source.path).catch(cause => {
    throw notFound(`there is no folder ${source.path}`, cause);
  });
  const walk = new Walk(root, target);
  const name = relative(root, path);
  if (!isWithin(path, root)) {
    throw refuse(
      'FileOutsideRoot',
      `${source.path} is a symbolic link that leads out of ${source.root}`,
      'Set kustomize.root of the template to a folder that holds it.',
    );
  }
  await walk.enter({ name });
  return name;
}

/** Patches and configurations may stand where their files could. */
function isInline({ kind, value }: Entry): boolean {
  return (kind === 'patch' || kind === 'plugin') && /\n|^\s*\{/.test(value);
}

async function kindOf(path: string): Promise<'file' | 'folder' | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory()) return 'folder';
  return found?.isFile() ? 'file' : undefined;
}

function remote(value: string, place: EntryPlace) {
  return refuseEntry(
    'RemoteBase',
    place,
    `${value} is an address, but nothing is fetched while a template is built`,
    'Copy what it leads to beside the kustomization, and name that folder.',
  );
}

function outside(value: string, place: EntryPlace) {
  return refuseEntry(
    'FileOutsideRoot',
    place,
    `${value} leads out of the template's root`,
    'Set kustomize.root of the template to a folder that holds all of it, or copy what is missing.',
  );
}

function notFound(message: string, cause?: unknown) {
  return refuse(
    'KustomizationNotFound',
    message,
    'Correct kustomize.path of the template; it is relative to the working directory of the backend.',
    cause,
  );
}
