import { isObject, Json, JsonObject } from '../model/json';
import { fieldOf, isList, isMap, objectType, Type } from '../schema/schema';
import { KubeObject } from '../model/objects';

/** Reads an object as the server does: nulls become the type's zero value or vanish. */
export function decode(object: KubeObject): KubeObject {
  const type = objectType(object.apiVersion, object.kind) ?? 'any';
  return withoutNulls(type, object) as KubeObject;
}

function withoutNulls(type: Type, value: Json): Json {
  if (Array.isArray(value)) {
    const inner = isList(type) ? type.list : 'any';
    return value.map(item => withoutNulls(inner, item));
  }
  if (!isObject(value) || type === 'any') return value;
  const result: JsonObject = {};
  for (const [name, inner] of Object.entries(value)) {
    if (inner === undefined) continue;
    const field = fieldOf(type, name) ?? 'any';
    const decoded = inner === null ? zeroIn(type) : withoutNulls(field, inner);
    if (decoded !== undefined) result[name] = decoded;
  }
  return result;
}

/** What a null entry becomes: maps of strings and of quantities keep the key. */
function zeroIn(type: Type): Json | undefined {
  if (!isMap(type)) return undefined;
  if (type.map === 'string') return '';
  return type.map === 'scalar' ? '0' : undefined;
}
