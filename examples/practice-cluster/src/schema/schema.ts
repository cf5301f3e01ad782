import table from './kubernetes.json';

/**
 * The type of a field, as far as merging and checking need it: scalars by
 * name, `scalar` for quantities and int-or-string, `any` for free JSON.
 */
export type Type =
  | 'string'
  | 'integer'
  | 'number'
  | 'boolean'
  | 'scalar'
  | 'any'
  | RefType
  | ListType
  | MapType;

/** A struct, by its name in the table; `atomic` when it has one owner as a whole. */
export type RefType = { ref: string; atomic?: boolean };

/** A list: associative with `keys`, a set with `set`, else atomic. */
export type ListType = { list: Type; keys?: string[]; set?: boolean };

/** A map with free keys. */
export type MapType = { map: Type; atomic?: boolean };

/** A struct with its fields. */
export type StructType = { fields: Record<string, Type>; atomic?: boolean };

/**
 * Field types and merge keys of the served kinds, from the OpenAPI document
 * that a Kubernetes 1.36 API server publishes (`/openapi/v2`, with
 * `x-kubernetes-list-type`, `-list-map-keys` and `-map-type`).
 */
const schema = table as {
  roots: Record<string, string>;
  types: Record<string, StructType>;
};

/** The type of a whole object, or undefined when the kind is not in the table. */
export function objectType(
  apiVersion: string,
  kind: string,
): RefType | undefined {
  const ref = schema.roots[`${apiVersion}/${kind}`];
  return ref ? { ref } : undefined;
}

/** The struct behind a reference. */
export function structOf(type: RefType): StructType {
  const struct = schema.types[type.ref];
  if (!struct) throw new Error(`the schema has no type ${type.ref}`);
  return struct;
}

/** Whether the type is a struct. */
export const isRef = (type: Type): type is RefType =>
  typeof type === 'object' && 'ref' in type;

/** Whether the type is a list. */
export const isList = (type: Type): type is ListType =>
  typeof type === 'object' && 'list' in type;

/** Whether the type is a map with free keys. */
export const isMap = (type: Type): type is MapType =>
  typeof type === 'object' && 'map' in type;

/** Whether a value of the type has one owner as a whole. */
export function isAtomic(type: Type): boolean {
  if (isRef(type)) return Boolean(type.atomic ?? structOf(type).atomic);
  if (isMap(type)) return Boolean(type.atomic);
  if (isList(type)) return !type.keys && !type.set;
  return true;
}

/** The type of a field, and whether the struct declares it; undefined when it has none. */
export function fieldOf(type: Type, name: string): Type | undefined {
  if (isRef(type)) return structOf(type).fields[name];
  return isMap(type) ? type.map : undefined;
}
