import { InvalidObjectError } from '../errors';

/** Longest key of a mapping that the server's YAML reader takes, in bytes. */
const KEY_LIMIT = 1024;

/**
 * Characters that are legal in JSON, but that the server's YAML reader changes or refuses when they come raw:
 * C1 controls and DEL, the line and paragraph separators, and the two non-characters of the basic plane.
 */
const UNSAFE_IN_YAML = /[\u007f-\u009f\u2028\u2029\ufffe\uffff]/g;

const LONE_SURROGATE = /[\ud800-\udfff]/u;

/**
 * JSON that reads the same as YAML 1.1, which is how the server reads the body of an apply.
 * Characters outside the basic plane stay raw: the reader does not join escaped surrogates.
 * @throws InvalidObjectError for text that is not valid Unicode, and for keys over 1 kB
 */
export function encodeBody(body: unknown): string {
  const json = JSON.stringify(body, (key, value) => {
    assertKey(key);
    if (typeof value === 'string') {
      assertText(value);
    }
    return value;
  });
  return json.replace(
    UNSAFE_IN_YAML,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function assertKey(key: string): void {
  assertText(key);
  if (key.length > KEY_LIMIT || Buffer.byteLength(key) > KEY_LIMIT) {
    throw new InvalidObjectError(
      `a key is longer than ${KEY_LIMIT} bytes: ${key.slice(0, 40)}…`,
    );
  }
}

function assertText(text: string): void {
  if (LONE_SURROGATE.test(text)) {
    throw new InvalidObjectError(
      'a text is not valid Unicode: it holds half of a surrogate pair',
    );
  }
}
