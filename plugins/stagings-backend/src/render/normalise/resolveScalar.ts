/** What a scalar of YAML can be in an object. */
export type ScalarValue = string | number | boolean | null;

/** Words with a meaning of their own in YAML 1.1. */
const WORDS = new Map<string, ScalarValue>([
  ...['', '~', 'null', 'Null', 'NULL'].map(word => [word, null] as const),
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE'].map(
    word => [word, true] as const,
  ),
  ...['on', 'On', 'ON'].map(word => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE'].map(
    word => [word, false] as const,
  ),
  ...['off', 'Off', 'OFF'].map(word => [word, false] as const),
]);

const NOT_IN_JSON = /^([-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))$/;
const INTEGER =
  /^([-+]?)(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO][0-7]+|0[0-7]*|[1-9][0-9]*)$/;
const OLD_OCTAL = /^0[0-7]+$/;
const FLOAT = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;

const INT64 = BigInt(2) ** BigInt(63);
const UINT64 = BigInt(2) ** BigInt(64);

const TAG = 'tag:yaml.org,2002:';

/** A scalar that says something that cannot be taken over into an object. The message quotes it. */
export class ScalarError extends Error {
  readonly name = 'ScalarError';
}

/**
 * What the API server reads in a plain scalar: the values of YAML 1.1 (`0644` is octal, `yes` is true), but
 * times and base-60 numbers (`12:30`) stay text.
 * https://github.com/kubernetes-sigs/yaml/blob/master/goyaml.v2/resolve.go
 * @throws ScalarError for what JSON has no number for, and for integers that would be rounded here
 */
export function resolvePlain(text: string): ScalarValue {
  const word = WORDS.get(text);
  if (word !== undefined) {
    return word;
  }
  if (NOT_IN_JSON.test(text)) {
    throw new ScalarError(`${text} is no number that an object can hold`);
  }
  return resolveNumber(text) ?? text;
}

/**
 * As `resolvePlain`, for a scalar with a tag such as `!!int`. Tags that the API server does not know mean text.
 * @throws ScalarError as well when the text is not what the tag says
 */
export function resolveTagged(text: string, tag: string): ScalarValue {
  const type = tag.startsWith(TAG) ? tag.slice(TAG.length) : undefined;
  switch (type) {
    case 'int':
    case 'float':
    case 'bool':
    case 'null':
      return assertType(type, text, resolvePlain(text));
    case 'binary':
      return decode(text);
    default:
      return text;
  }
}

function resolveNumber(text: string): number | undefined {
  if (!/^[-+.0-9]/.test(text)) {
    return undefined;
  }
  // A leading point is the one place where underscores are no separators.
  const digits = text.startsWith('.') ? text : text.replace(/_/g, '');
  const integer = resolveInteger(digits);
  if (integer !== undefined) {
    return integer;
  }
  const value = FLOAT.test(digits) ? Number(digits) : NaN;
  return Number.isFinite(value) ? value : undefined;
}

/** Undefined as well for what does not fit into 64 bits: the server takes it for a float, or for text. */
function resolveInteger(digits: string): number | undefined {
  const [, sign, magnitude] = INTEGER.exec(digits) ?? [];
  if (magnitude === undefined) {
    return undefined;
  }
  const size = BigInt(
    OLD_OCTAL.test(magnitude) ? `0o${magnitude.slice(1)}` : magnitude,
  );
  const limit = sign === '' ? UINT64 : INT64;
  if (sign === '-' ? size > limit : size >= limit) {
    return undefined;
  }
  if (size > BigInt(Number.MAX_SAFE_INTEGER)) {
    throw new ScalarError(`${digits} is too large to be kept exactly`);
  }
  return sign === '-' ? 0 - Number(size) : Number(size);
}

function assertType(
  type: 'int' | 'float' | 'bool' | 'null',
  text: string,
  value: ScalarValue,
): ScalarValue {
  const fits = {
    int: Number.isInteger(value) && !/^[^xX]*[.eE]/.test(text),
    float: typeof value === 'number',
    bool: typeof value === 'boolean',
    null: value === null,
  };
  if (!fits[type]) {
    throw new ScalarError(`!!${type} ${text} is no ${type}`);
  }
  return value;
}

/** The server takes the decoded bytes as text. */
function decode(text: string): string {
  const base64 = text.replace(/[\r\n]/g, '');
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.toString('base64') !== base64) {
    throw new ScalarError(`!!binary ${text} is not valid base64`);
  }
  return bytes.toString('utf8');
}
