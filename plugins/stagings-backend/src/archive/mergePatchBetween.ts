import { JsonObject, JsonValue } from '@backstage/types';

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The JSON merge patch (RFC 7396) that turns one object into another; undefined where they are equal.
 * Lists are replaced as a whole.
 */
export function mergePatchBetween(
  from: JsonObject,
  to: JsonObject,
): JsonObject | undefined {
  const patch: JsonObject = {};
  for (const key of new Set([...Object.keys(from), ...Object.keys(to)])) {
    const before = from[key];
    const after = to[key];
    if (isObject(before) && isObject(after)) {
      const nested = mergePatchBetween(before, after);
      if (nested) patch[key] = nested;
    } else if (JSON.stringify(before) !== JSON.stringify(after)) {
      patch[key] = after ?? null;
    }
  }
  return Object.keys(patch).length > 0 ? patch : undefined;
}
