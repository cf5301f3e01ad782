import { sha256 } from '@noble/hashes/sha2';
import { utf8ToBytes } from '@noble/hashes/utils';

const MAX_NAME_LENGTH = 40;
const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

/**
 * What a name is made from. All of it goes into the hash, so that two branches that look alike after
 * slugging still get different names.
 * @public
 */
export interface NameParts {
  /** The component, as `component:default/shop`. */
  entityRef: string;
  /** `metadata.name` of the component. */
  component: string;
  cluster: string;
  branch: string;
}

/**
 * Turns any text into lower-case letters, digits and single dashes; never empty, never starting with a digit.
 * @public
 */
export function slugify(text: string): string {
  const slug = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  if (slug === '') return 'b';
  return /^[0-9]/.test(slug) ? `s-${slug}` : slug;
}

function base32(bytes: Uint8Array, length: number): string {
  let bits = 0;
  let value = 0;
  let text = '';
  for (const byte of bytes) {
    value = (value << 8) | byte;
    bits += 8;
    while (bits >= 5 && text.length < length) {
      text += BASE32[(value >>> (bits - 5)) & 31];
      bits -= 5;
      value &= (1 << bits) - 1;
    }
  }
  return text;
}

function cut(text: string, length: number): string {
  return text.slice(0, length).replace(/-+$/, '');
}

/**
 * The name that a staging gets when its creator chooses none: `<component>-<branch>-<hash>`, a DNS-1123
 * label of at most 40 characters. A stored name is never computed again.
 * @param hashLength - characters of the hash: 5, or 8 after a clash
 * @public
 */
export function stagingName(parts: NameParts, hashLength: 5 | 8 = 5): string {
  const hashed = [parts.entityRef, parts.cluster, parts.branch]
    .map(part => `${utf8ToBytes(part).length}:${part}`)
    .join('');
  const hash = base32(sha256(utf8ToBytes(hashed)), hashLength);
  const room = MAX_NAME_LENGTH - hashLength - 1;
  const component = cut(slugify(parts.component), Math.floor(room / 2));
  const branch = cut(slugify(parts.branch), room - component.length - 1);
  return [component, branch, hash].filter(Boolean).join('-');
}

/**
 * Whether a name that a user chose can be the name of a staging.
 * @public
 */
export function isValidStagingName(name: string): boolean {
  return (
    name.length <= MAX_NAME_LENGTH && /^[a-z]([a-z0-9-]*[a-z0-9])?$/.test(name)
  );
}

/**
 * Whether git would accept the text as the name of a branch: the rules of `git check-ref-format --branch`
 * that matter for a name that is only shown, hashed and passed on, and at most 244 bytes.
 * @public
 */
export function isValidBranchName(branch: string): boolean {
  if (utf8ToBytes(branch).length > 244 || branch === '@') return false;
  if (/[\p{Cc} ~^:?*[\\]/u.test(branch)) return false;
  if (/\.\.|@\{|\/\/|^[-/]|[/.]$|\.lock(\/|$)|(^|\/)\./.test(branch))
    return false;
  return branch.length > 0;
}
