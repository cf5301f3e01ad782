import { isAbsolute, relative, resolve } from 'node:path';
import { isAddress, urlProblem } from './fileSource';
import { FileSource } from './types';

/** A folder that holds all that may be read, and the path in it of what is built. */
export interface FileWithin {
  root: FileSource;
  /** Empty for the root itself. */
  path: string;
}

/** What is wrong with which of the two. */
export interface MisplacedFile {
  part: 'path' | 'root';
  problem: string;
}

/**
 * Finds a path, or an address, in the folder that holds all that it refers to.
 *
 * @param usualRoot - where that is from a path on disk, where nobody says so; of an address it is the address itself
 */
export function findWithin(
  { path, root }: { path: string; root?: FileSource },
  usualRoot: string,
): FileWithin | MisplacedFile {
  if (isAddress(path)) return addressWithin(path.replace(/\/+$/, ''), root);
  if (root?.from === 'url') {
    const inside = !isAbsolute(path) && isWithin(resolve(path), resolve('.'));
    return inside
      ? { root, path: relative(resolve('.'), resolve(path)) }
      : { part: 'path', problem: `must be a path within ${root.url}` };
  }
  const folder = resolve(path);
  const top = root?.path ?? resolve(folder, usualRoot);
  return isWithin(folder, top)
    ? { root: { from: 'disk', path: top }, path: relative(top, folder) }
    : {
        part: 'root',
        problem: `does not hold the path ${folder}; give a folder above it`,
      };
}

function addressWithin(
  url: string,
  root?: FileSource,
): FileWithin | MisplacedFile {
  const problem = urlProblem(url);
  if (problem !== undefined) return { part: 'path', problem };
  if (!root) return { root: { from: 'url', url }, path: '' };
  if (root.from === 'url' && `${url}/`.startsWith(`${root.url}/`)) {
    return { root, path: url.slice(root.url.length + 1) };
  }
  return {
    part: 'root',
    problem: `does not hold the path ${url}; give an address that it begins with`,
  };
}

function isWithin(path: string, folder: string): boolean {
  return !/^\.\.(\/|$)/.test(relative(folder, path));
}
