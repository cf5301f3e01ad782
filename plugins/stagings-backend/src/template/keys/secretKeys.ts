import { JsonObject, JsonValue } from '@backstage/types';
import { OverrideKey } from 'backstage-plugin-stagings-common';
import { isJsonObject } from '../json';

/** Values of charts and templates may be secrets; those are known by nothing but the names of their keys. */
const SECRET_NAME =
  /passw|passphrase|secret|token|credential|private.?key|api.?key/i;

/** Keywords of a schema that show a value which somebody chose. */
const TELLING = ['default', 'const', 'examples'];

/** Whether a value looks like a secret by the names on the way to it. */
export function isSecretPath(path: readonly string[]): boolean {
  return path.some(step => SECRET_NAME.test(step));
}

/** A key as it may be shown: without the value of what looks like a secret. */
export function withoutSecretValue(key: OverrideKey): OverrideKey {
  if (!isSecretPath(key.path) || !isTelling(key.default)) return key;
  const { default: _default, ...shown } = key;
  return shown;
}

/** Switches, numbers and what is empty are no secrets, but say how one is used. */
function isTelling(value: JsonValue | undefined): boolean {
  if (typeof value === 'string') return value !== '';
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some(isTelling);
}

/** A schema as it may be shown: without the values of what looks like a secret. */
export function withoutSecretValues(schema: JsonObject): JsonObject {
  return withoutValues(schema, false) as JsonObject;
}

function withoutValues(schema: JsonValue, isSecret: boolean): JsonValue {
  if (Array.isArray(schema)) {
    return schema.map(item => withoutValues(item, isSecret));
  }
  if (!isJsonObject(schema)) return schema;
  const shown = Object.entries(schema).flatMap(([keyword, value]) => {
    if (value === undefined) return [];
    if (isSecret && TELLING.includes(keyword) && isTelling(value)) return [];
    if (keyword !== 'properties' || !isJsonObject(value)) {
      return [[keyword, withoutValues(value, isSecret)]];
    }
    const properties = Object.entries(value).map(([name, property = {}]) => [
      name,
      withoutValues(property, isSecret || SECRET_NAME.test(name)),
    ]);
    return [[keyword, Object.fromEntries(properties)]];
  });
  return Object.fromEntries(shown);
}
