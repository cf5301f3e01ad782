import { JsonObject } from '@backstage/types';
import { isJsonObject } from './json';

/**
 * Lays overrides over values as Helm does with a further values file: maps merge, anything else replaces,
 * and `null` removes the key.
 */
export function mergeOverrides(
  base: JsonObject,
  overrides: JsonObject,
): JsonObject {
  const merged = new Map(Object.entries(base));
  for (const [key, value] of Object.entries(overrides)) {
    const below = merged.get(key);
    if (value === null) merged.delete(key);
    else if (isJsonObject(value)) {
      merged.set(key, mergeOverrides(isJsonObject(below) ? below : {}, value));
    } else if (value !== undefined) merged.set(key, value);
  }
  return Object.fromEntries(merged);
}
