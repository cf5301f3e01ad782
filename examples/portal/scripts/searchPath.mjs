import { access, constants } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { bundledPrograms } from './programs.mjs';

async function isOnPath(name, path) {
  const candidates = path.split(delimiter).map(folder => join(folder, name));
  const answers = await Promise.all(
    candidates.map(file =>
      access(file, constants.X_OK).then(
        () => true,
        () => false,
      ),
    ),
  );
  return answers.includes(true);
}

/**
 * The PATH for the portal's backend, with the bundled programs first, and the names of the programs that
 * are not found on it.
 */
export async function searchPath() {
  const bundled = Object.values(await bundledPrograms());
  const folders = new Set(bundled.map(program => dirname(program)));
  const path = [...folders, process.env.PATH ?? ''].join(delimiter);
  const missing = [];
  for (const name of ['helm', 'kubectl']) {
    if (!(await isOnPath(name, path))) missing.push(name);
  }
  return { path, missing };
}
