import { JsonObject, JsonValue } from '@backstage/types';

/** One value of a nested configuration. */
export interface FlatValue {
  /** Dotted path. */
  path: string;
  /** The value in words; undefined where it is null, which removes what the template sets. */
  value?: string;
}

/** The values of a nested configuration one by one; lists are one value. */
export function flattenValues(values: JsonObject, prefix = ''): FlatValue[] {
  return Object.entries(values).flatMap(([key, value]) => {
    const path = `${prefix}${key}`;
    return isMapping(value) && Object.keys(value).length > 0
      ? flattenValues(value, `${path}.`)
      : [{ path, value: inWords(value) }];
  });
}

/** A JSON value for people: texts without quotes. */
export function inWords(value: JsonValue | undefined): string | undefined {
  if (value === null || value === undefined) return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function isMapping(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
