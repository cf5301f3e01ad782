import { createHash, randomBytes } from 'node:crypto';
import { equal, isObject, Json, JsonObject } from '../model/json';

/** Consonants and digits, so that no word comes out. */
const alphabet = 'bcdfghjklmnpqrstvwxz2456789';

function spell(bytes: Uint8Array): string {
  return [...bytes].map(byte => alphabet[byte % alphabet.length]).join('');
}

/** Five random characters, as `generateName` appends them. */
export function randomSuffix(): string {
  return spell(randomBytes(5));
}

/** A stable short name of a value, such as a pod template; the order of keys does not matter. */
export function hashOf(value: Json): string {
  return spell(
    createHash('sha256').update(canonical(value)).digest().subarray(0, 9),
  );
}

function canonical(value: Json | undefined): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value) ?? '';
  const keys = Object.keys(value)
    .filter(key => value[key] !== undefined)
    .sort();
  return `{${keys
    .map(key => `${JSON.stringify(key)}:${canonical(value[key])}`)
    .join(',')}}`;
}

/** Whether two objects say the same apart from the times at which managers wrote. */
export function sameObject(a: JsonObject, b: JsonObject): boolean {
  return equal(withoutTimes(a), withoutTimes(b));
}

function withoutTimes(object: JsonObject): JsonObject {
  const metadata = isObject(object.metadata) ? object.metadata : {};
  const fields = Array.isArray(metadata.managedFields)
    ? metadata.managedFields
    : [];
  return {
    ...object,
    metadata: {
      ...metadata,
      managedFields: fields.map(entry =>
        isObject(entry) ? { ...entry, time: undefined } : entry,
      ),
    },
  };
}
