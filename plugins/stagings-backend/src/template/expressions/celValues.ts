import { JsonValue } from '@backstage/types';

/**
 * Turns JSON into values for CEL: whole numbers become integers, so that `parameters.replicas + 1` works. Objects
 * become maps: CEL asks an object for its `constructor`, which people may have called a field.
 */
export function toCel(value: unknown): unknown {
  if (typeof value === 'number') {
    return Number.isSafeInteger(value) ? BigInt(value) : value;
  }
  if (Array.isArray(value)) return value.map(toCel);
  if (isPlainObject(value)) {
    return new Map(
      Object.entries(value)
        .filter(([, item]) => item !== undefined)
        .map(([key, item]) => [key, toCel(item)]),
    );
  }
  return value;
}

/**
 * Turns what an expression gave back into JSON.
 *
 * @throws TypeError for what JSON cannot hold, with a message that says what it is
 */
export function fromCel(value: unknown): JsonValue {
  if (value === null) return null;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'bigint') return wholeNumber(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`gives ${value}`);
    return value;
  }
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(fromCel);
  if (isPlainMap(value)) {
    return Object.fromEntries(
      [...value].map(([key, item]) => [String(key), fromCel(item)]),
    );
  }
  if (isPlainObject(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, fromCel(item)]),
    );
  }
  throw new TypeError(`gives ${describeType(value)}, which YAML cannot hold`);
}

function wholeNumber(value: bigint): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) {
    throw new TypeError(`gives ${value}, which is too large for a number`);
  }
  return number;
}

/** Variables whose fields are declared are maps of a kind of their own. */
function isPlainMap(value: unknown): value is Map<unknown, unknown> {
  return value instanceof Map && Object.getPrototypeOf(value) === Map.prototype;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function describeType(value: unknown): string {
  if (value instanceof Uint8Array) return 'bytes';
  const name =
    typeof value === 'object' && value !== null ? value.constructor.name : '';
  return name.startsWith('$') ? `the whole of "${name.slice(1)}"` : `a ${name}`;
}
