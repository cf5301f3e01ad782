import { JsonObject, JsonValue } from '@backstage/types';

/** The JSON merge patch (RFC 7396) that turns one object into the other. */
export function mergePatch(from: JsonObject, to: JsonObject): JsonObject {
  const patch: JsonObject = {};
  for (const key of Object.keys(from)) {
    if (to[key] === undefined) patch[key] = null;
  }
  for (const [key, next] of Object.entries(to)) {
    if (next === undefined) continue;
    const change = changeOf(from[key], next);
    if (change !== undefined) patch[key] = change;
  }
  return patch;
}

function changeOf(
  from: JsonValue | undefined,
  to: JsonValue,
): JsonValue | undefined {
  if (isMapping(from) && isMapping(to)) {
    const nested = mergePatch(from, to);
    return Object.keys(nested).length > 0 ? nested : undefined;
  }
  return JSON.stringify(from) === JSON.stringify(to) ? undefined : to;
}

function isMapping(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
