import { JsonObject, JsonValue } from '@backstage/types';
import { isJsonObject } from './json';

/** Applies a JSON merge patch (RFC 7396): objects merge, `null` removes, anything else replaces. */
export function mergePatch(
  target: JsonObject | undefined,
  patch: JsonObject,
): JsonObject;
export function mergePatch(
  target: JsonValue | undefined,
  patch: JsonValue,
): JsonValue;
export function mergePatch(
  target: JsonValue | undefined,
  patch: JsonValue,
): JsonValue {
  if (!isJsonObject(patch)) return patch;
  const merged = new Map(isJsonObject(target) ? Object.entries(target) : []);
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) merged.delete(key);
    else if (value !== undefined) {
      merged.set(key, mergePatch(merged.get(key), value));
    }
  }
  return Object.fromEntries(merged);
}
