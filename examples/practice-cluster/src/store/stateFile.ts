import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Store, StoreContent } from './Store';

/** How long changes are gathered before they are written, in milliseconds. */
const GATHER_MS = 200;

/**
 * Reads a state file; undefined when there is none yet.
 *
 * @throws Error that names the file when it cannot be read
 */
export async function readState(
  path: string,
): Promise<StoreContent | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return JSON.parse(text) as StoreContent;
  } catch (error) {
    throw new Error(
      `${path} is no state file of the practice cluster; delete it to start empty`,
      {
        cause: error,
      },
    );
  }
}

/** Keeps a file equal to the store, until closed. */
export type StateWriter = { close(): Promise<void> };

/** Starts to write the store to a file, shortly after each change and at the end. */
export function keepState(path: string, store: Store): StateWriter {
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();
  const write = async () => {
    const part = `${path}.part`;
    await mkdir(dirname(path), { recursive: true });
    await writeFile(part, JSON.stringify(store.content()), { mode: 0o600 });
    await rename(part, path);
  };
  const flush = () => {
    timer = undefined;
    writing = writing.then(write).catch(error => {
      process.stderr.write(`cannot write ${path}: ${String(error)}\n`);
    });
  };
  const stop = store.subscribe(() => {
    timer ??= setTimeout(flush, GATHER_MS);
  });
  return {
    async close() {
      stop();
      clearTimeout(timer);
      flush();
      await writing;
    },
  };
}
