import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { renderFailed } from '../renderFailed';

/** A YAML file of a template. */
export interface ManifestFile {
  /** Path inside the template, with forward slashes. */
  name: string;
  text: string;
}

const MAX_FILES = 500;
const MAX_BYTES = 8 * 1024 * 1024;

/**
 * Reads a YAML file, or all `*.yaml` and `*.yml` files below a folder, sorted by name. Hidden files are
 * left out.
 *
 * @param place - how messages call the path
 * @throws TerminalError where there are none, where they are too many or too large, and where a symbolic
 * link leads out of the folder
 */
export async function readManifestFiles(
  path: string,
  place: string = path,
): Promise<ManifestFile[]> {
  const root = await resolveRoot(path, place);
  if ((await stat(root)).isFile()) {
    return [{ name: basename(path), text: await readFile(root, 'utf8') }];
  }
  const names = await listYaml(root, root);
  if (names.length === 0) throw notFound(`${place} holds no YAML files`);
  if (names.length > MAX_FILES) {
    throw tooLarge(`${place} holds more than ${MAX_FILES} YAML files`);
  }
  const files: ManifestFile[] = [];
  let size = 0;
  for (const name of names.sort()) {
    const text = await readFile(join(root, name), 'utf8');
    size += Buffer.byteLength(text);
    if (size > MAX_BYTES)
      throw tooLarge(`${place} holds more than 8 MiB of YAML`);
    files.push({ name: name.split(sep).join('/'), text });
  }
  return files;
}

async function resolveRoot(path: string, place: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (cause) {
    throw notFound(`there is no file or folder ${place}`, cause);
  }
}

async function listYaml(root: string, folder: string): Promise<string[]> {
  const names: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.name.startsWith('.')) continue;
    const path = join(folder, entry.name);
    const target = entry.isSymbolicLink() ? await followLink(root, path) : path;
    const kind = await stat(target);
    if (kind.isDirectory() && target === path) {
      names.push(...(await listYaml(root, path)));
    } else if (kind.isFile() && /\.ya?ml$/.test(entry.name)) {
      names.push(relative(root, path));
    }
  }
  return names;
}

async function followLink(root: string, path: string): Promise<string> {
  const target = await realpath(path).catch(() => undefined);
  if (target?.startsWith(root + sep)) return target;
  throw renderFailed(
    'RenderFailed',
    `${relative(
      dirname(root),
      path,
    )} is a symbolic link that leads out of the template's folder`,
    { text: 'Replace the link by the file.', audience: 'platform' },
  );
}

function notFound(message: string, cause?: unknown) {
  return renderFailed(
    'ManifestsNotFound',
    message,
    {
      text: 'Correct manifests.path of the template; a path is relative to the working directory of the backend.',
      audience: 'platform',
    },
    cause,
  );
}

function tooLarge(message: string) {
  return renderFailed('RenderFailed', message, {
    text: 'Give the template a folder of its own.',
    audience: 'platform',
  });
}
