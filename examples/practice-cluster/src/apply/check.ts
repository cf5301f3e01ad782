import { Json, JsonObject, isObject } from '../model/json';
import {
  fieldOf,
  isAtomic,
  isList,
  isMap,
  isRef,
  ListType,
  Type,
} from '../schema/schema';
import { describeKey, describePath, Path } from './fieldSet';
import { stepOf } from './typed';

/**
 * What keeps a configuration from being applied: fields that the schema lacks,
 * values of another type, repeated keys. Worded as the API server words it.
 */
export function problemsOf(type: Type, value: Json, path: Path = []): string[] {
  if (value === null || type === 'any') return [];
  if (isList(type)) return listProblems(type, value, path);
  if (isMap(type) || isRef(type)) {
    return isObject(value)
      ? fieldProblems(type, value, path)
      : [`${describePath(path)}: expected map, got ${shown(value)}`];
  }
  const fits = {
    string: typeof value === 'string',
    boolean: typeof value === 'boolean',
    integer: typeof value === 'number',
    number: typeof value === 'number',
    scalar: typeof value === 'string' || typeof value === 'number',
  }[type];
  const wanted =
    type === 'integer' || type === 'number' ? 'numeric (int or float)' : type;
  return fits
    ? []
    : [`${describePath(path)}: expected ${wanted}, got ${shown(value)}`];
}

/** How the server prints a value of the wrong type. */
function shown(value: Json): string {
  return `&value.valueUnstructured{Value:${
    typeof value === 'string' ? JSON.stringify(value) : JSON.stringify(value)
  }}`;
}

function fieldProblems(type: Type, value: JsonObject, path: Path): string[] {
  return Object.entries(value).flatMap(([name, inner]) => {
    if (inner === undefined) return [];
    const next = [...path, `f:${name}`];
    const field = fieldOf(type, name);
    if (field === undefined)
      return [`${describePath(next)}: field not declared in schema`];
    return problemsOf(field, inner, next);
  });
}

function listProblems(type: ListType, value: Json, path: Path): string[] {
  if (!Array.isArray(value)) {
    return [`${describePath(path)}: expected list, got ${shown(value)}`];
  }
  const seen = new Set<string>();
  return value.flatMap((item, index) => {
    if (isAtomic(type))
      return problemsOf(type.list, item, [...path, `v:${index}`]);
    const step = stepOf(type, item);
    const next = [...path, step];
    if (seen.has(step)) {
      const key = type.keys ? describeKey(step) : JSON.stringify(item);
      return [`${describePath(path)}: duplicate entries for key ${key}`];
    }
    seen.add(step);
    return problemsOf(type.list, item, next);
  });
}
