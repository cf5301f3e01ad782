/** What an image's name refers to; short forms are written out. */
export interface ImageReference {
  /** Host, with the port where there is one, as images name it: `docker.io`, `localhost:5000`. */
  registry: string;
  repository: string;
  /** What of the repository is meant: a digest where one is given, else a tag. */
  version: { type: 'tag' | 'digest'; value: string };
}

export const DOCKER_HUB = 'docker.io';

const DOCKER_HUB_NAMES = [
  DOCKER_HUB,
  'index.docker.io',
  'registry-1.docker.io',
];
const HOST =
  /^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:]+\])(?::[0-9]{1,5})?$/;
const PATH_PART = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const TAG = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;
const DIGEST =
  /^[A-Za-z][A-Za-z0-9]*(?:[+._-][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}$/;

/** Whether a text is a digest: algorithm, colon, hexadecimal digits. */
export function isDigest(text: string): boolean {
  return DIGEST.test(text);
}

/** The one name of a registry that has several. */
export function canonicalRegistry(host: string): string {
  const name = host.toLowerCase();
  return DOCKER_HUB_NAMES.includes(name) ? DOCKER_HUB : name;
}

/**
 * Reads an image's name by the rules of the container runtimes (distribution/reference): the first part is
 * a host only with a dot, a colon or as `localhost`; without one it is Docker Hub, whose one-part names
 * are in `library/`. With a tag and a digest the digest counts.
 *
 * @returns undefined where it is no valid name
 */
export function parseImageReference(image: string): ImageReference | undefined {
  const [named = '', digest, ...more] = image.split('@');
  if (more.length > 0 || (digest !== undefined && !isDigest(digest))) {
    return undefined;
  }
  const { name, tag } = splitTag(named);
  if (tag !== undefined && !TAG.test(tag)) return undefined;
  const { host, path } = splitHost(name);
  if (!HOST.test(host) || !isRepository(path)) return undefined;
  const registry = canonicalRegistry(host);
  return {
    registry,
    repository:
      registry === DOCKER_HUB && !path.includes('/') ? `library/${path}` : path,
    version:
      digest === undefined
        ? { type: 'tag', value: tag ?? 'latest' }
        : { type: 'digest', value: digest },
  };
}

function splitTag(named: string): { name: string; tag?: string } {
  const colon = named.lastIndexOf(':');
  return colon > named.lastIndexOf('/')
    ? { name: named.slice(0, colon), tag: named.slice(colon + 1) }
    : { name: named };
}

function splitHost(name: string): { host: string; path: string } {
  const slash = name.indexOf('/');
  const first = name.slice(0, Math.max(slash, 0));
  return /[.:]/.test(first) || first === 'localhost'
    ? { host: first, path: name.slice(slash + 1) }
    : { host: DOCKER_HUB, path: name };
}

function isRepository(path: string): boolean {
  return (
    path.length <= 255 && path.split('/').every(part => PATH_PART.test(part))
  );
}
