import { asObject, Json, JsonObject } from '../model/json';
import { fieldOf, isList, isRef, structOf, Type } from '../schema/schema';

/**
 * One step of a path in the notation of FieldsV1: `f:name` for a field,
 * `k:{...}` for an entry of an associative list, `v:...` for one of a set.
 */
export type Step = string;

/** A path from the root of an object. */
export type Path = readonly Step[];

/** A set of paths. */
export type FieldSet = ReadonlySet<string>;

const separator = '\u0000';

/** The key under which a path is in a set. */
export const keyOf = (path: Path): string => path.join(separator);

/** The path behind a key. */
export const pathOf = (key: string): Path => key.split(separator);

/** Every path of either set. */
export function union(a: FieldSet, b: FieldSet): FieldSet {
  return new Set([...a, ...b]);
}

/** The paths that both sets have. */
export function intersection(a: FieldSet, b: FieldSet): FieldSet {
  return new Set([...a].filter(key => b.has(key)));
}

/** The paths of `a` that `b` lacks. */
export function difference(a: FieldSet, b: FieldSet): FieldSet {
  return new Set([...a].filter(key => !b.has(key)));
}

/** The paths of the set that do not lie under one of the given top-level fields. */
export function withoutFields(
  set: FieldSet,
  fields: readonly string[],
): FieldSet {
  const roots = fields.map(field => `f:${field}`);
  return new Set([...set].filter(key => !roots.includes(pathOf(key)[0] ?? '')));
}

/** The type of what a step leads to. */
export function typeAt(type: Type, step: Step): Type {
  if (step.startsWith('f:')) return fieldOf(type, step.slice(2)) ?? 'any';
  return isList(type) ? type.list : 'any';
}

/**
 * The set with every declared struct field that a path passes through, so that
 * `spec` counts as owned when `spec.replicas` is; map and list entries are not added.
 */
export function withNamedParents(set: FieldSet, root: Type): FieldSet {
  const result = new Set(set);
  for (const key of set) {
    const path = pathOf(key);
    let type = root;
    path.forEach((step, depth) => {
      const named =
        step.startsWith('f:') &&
        isRef(type) &&
        step.slice(2) in structOf(type).fields;
      if (named) result.add(keyOf(path.slice(0, depth + 1)));
      type = typeAt(type, step);
    });
  }
  return result;
}

/** The set as a FieldsV1 object. */
export function toFieldsV1(set: FieldSet): JsonObject {
  const root: JsonObject = {};
  for (const key of [...set].sort()) {
    let node = root;
    for (const step of pathOf(key)) {
      const child = asObject(node[step]);
      node[step] = child;
      node = child;
    }
    node['.'] = {};
  }
  return tidy(root);
}

/** Leaves are `{}`; only a member that has children keeps its `.`. */
function tidy(node: JsonObject): JsonObject {
  const result: JsonObject = {};
  for (const [step, child] of Object.entries(node)) {
    const inner = asObject(child);
    const leaf = Object.keys(inner).every(key => key === '.');
    result[step] = leaf ? {} : tidy(inner);
  }
  return result;
}

/** The set behind a FieldsV1 object. */
export function fromFieldsV1(fields: Json | undefined): FieldSet {
  const set = new Set<string>();
  const walk = (node: JsonObject, path: Path) => {
    for (const [step, child] of Object.entries(node)) {
      if (step === '.') {
        set.add(keyOf(path));
        continue;
      }
      const inner = asObject(child);
      const next = [...path, step];
      if (Object.keys(inner).length === 0) set.add(keyOf(next));
      else walk(inner, next);
    }
  };
  walk(asObject(fields), []);
  return set;
}

/** A path as error messages write it: `.spec.containers[name="web"].image`. */
export function describePath(path: Path): string {
  return path
    .map(step => {
      if (step.startsWith('f:')) return `.${step.slice(2)}`;
      if (step.startsWith('v:')) return `[=${step.slice(2)}]`;
      return describeKey(step);
    })
    .join('');
}

/** An associative list's key as error messages write it: `[name="web"]`. */
export function describeKey(step: Step): string {
  const key = JSON.parse(step.slice(2)) as Record<string, Json>;
  const parts = Object.entries(key).map(
    ([name, value]) => `${name}=${JSON.stringify(value)}`,
  );
  return `[${parts.join(',')}]`;
}
