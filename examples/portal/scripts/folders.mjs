import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root folder. */
export const root = resolve(
  dirname(fileURLToPath(import.meta.url)),
  '../../..',
);

/** Where the demo keeps everything that it remembers, unless told otherwise. */
export const defaultState = join(root, '.portal');
