import { JsonObject, JsonValue } from '@backstage/types';

/** One value of nested mappings, and where it stands. Lists and empty mappings are values. */
export interface Leaf {
  path: string[];
  value: JsonValue;
}

/** All values of nested mappings, in their order. */
export function leavesOf(
  values: JsonObject,
  parent: readonly string[] = [],
): Leaf[] {
  return Object.entries(values).flatMap(([step, value]) => {
    const path = [...parent, step];
    if (value === undefined) return [];
    return isFilledMapping(value) ? leavesOf(value, path) : [{ path, value }];
  });
}

/** The nested mappings that the values make up. Of two that cannot both be, the outer one holds. */
export function fromLeaves(leaves: readonly Leaf[]): JsonObject {
  const groups = new Map<string, Leaf[]>();
  for (const { path, value } of leaves) {
    const [step, ...rest] = path;
    if (step === undefined) continue;
    groups.set(step, [...(groups.get(step) ?? []), { path: rest, value }]);
  }
  // Not by assignment: a step may be called `__proto__`.
  return Object.fromEntries(
    Array.from(groups, ([step, group]) => [step, valueOf(group)]),
  );
}

/** Whether one path leads to the other, or to something within it. */
export function leadsTo(
  outer: readonly string[],
  inner: readonly string[],
): boolean {
  return outer.every((step, index) => step === inner[index]);
}

function valueOf(group: readonly Leaf[]): JsonValue {
  const own = group.find(({ path }) => path.length === 0);
  return own ? own.value : fromLeaves(group);
}

function isFilledMapping(value: JsonValue): value is JsonObject {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).length > 0
  );
}
