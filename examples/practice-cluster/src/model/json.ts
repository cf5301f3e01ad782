/** Any JSON value. */
export type Json = string | number | boolean | null | Json[] | JsonObject;

/** A JSON object; a key that is `undefined` is a key that is absent. */
export type JsonObject = { [key: string]: Json | undefined };

/** Whether the value is a JSON object, not a list and not null. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as an object, or an empty one when it is anything else. */
export function asObject(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

/** The value as a list of objects; what is no object in it is left out. */
export function asObjects(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** The value when it is a string. */
export function asString(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The value at a path of object keys. */
export function at(value: Json | undefined, ...path: string[]) {
  return path.reduce<Json | undefined>(
    (inner, key) => asObject(inner)[key],
    value,
  );
}

/** Whether two JSON values are equal; the order of keys does not matter. */
export function equal(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, i) => equal(item, b[i]));
  }
  if (!isObject(a) || !isObject(b)) return false;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every(key => equal(a[key], b[key]));
}

/** Freezes the value and everything in it, so that nobody edits stored state. */
export function freeze<T extends Json>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    for (const inner of Object.values(value)) {
      if (inner !== undefined) freeze(inner);
    }
    Object.freeze(value);
  }
  return value;
}
