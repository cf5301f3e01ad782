import { JsonObject, JsonValue } from '@backstage/types';
import { isJsonObject } from './json';

/** Names of secret parameters stand in dotted paths. */
const NAME = /^[A-Za-z0-9_-]+$/;

/** Keywords of a secret that would show its value to everybody who sees the form. */
const TELLING = ['default', 'enum', 'const', 'examples'];

/** Dotted paths of the parameters that a schema declares secret. */
export function secretParameters(schema: JsonObject, path = ''): string[] {
  return propertiesOf(schema).flatMap(([name, property]) => {
    const at = path === '' ? name : `${path}.${name}`;
    return isSecret(property) ? [at] : secretParameters(property, at);
  });
}

/** What is wrong with how a schema declares secrets, each beginning with its place. */
export function secretProblems(schema: JsonObject): string[] {
  const declared = new Set(secretParameters(schema).map(placeOf));
  return placesOfSecrets(schema, '').flatMap(([place, property]) => {
    if (!declared.has(place)) {
      return [
        `${place}: only a property can be secret, not what stands in lists, alternatives or conditions; declare the text itself in properties`,
      ];
    }
    return problemsOf(property).map(problem => `${place}: ${problem}`);
  });
}

function problemsOf(property: JsonObject): string[] {
  const telling = TELLING.filter(keyword => Object.hasOwn(property, keyword));
  return [
    ...(property.type === 'string'
      ? []
      : ['a secret parameter must be of type string']),
    ...telling.map(
      keyword =>
        `a secret parameter cannot have "${keyword}", which everybody would see; let people fill it in`,
    ),
  ];
}

/** Where a property stands in its schema. */
function placeOf(path: string): string {
  return `properties.${path.split('.').join('.properties.')}`;
}

function placesOfSecrets(
  schema: JsonValue | undefined,
  place: string,
): [string, JsonObject][] {
  if (Array.isArray(schema)) {
    return schema.flatMap((item, index) =>
      placesOfSecrets(item, `${place}[${index}]`),
    );
  }
  if (!isJsonObject(schema)) return [];
  const own: [string, JsonObject][] = isSecret(schema)
    ? [[place === '' ? 'parameters' : place, schema]]
    : [];
  const nested = Object.entries(schema).flatMap(([key, value]) =>
    placesOfSecrets(value, place === '' ? key : `${place}.${key}`),
  );
  return [...own, ...nested];
}

function isSecret(property: JsonObject): boolean {
  return property.writeOnly === true || property.format === 'password';
}

function propertiesOf(schema: JsonObject): [string, JsonObject][] {
  const { properties } = schema;
  if (!isJsonObject(properties)) return [];
  return Object.entries(properties).filter(
    (entry): entry is [string, JsonObject] =>
      NAME.test(entry[0]) && isJsonObject(entry[1]),
  );
}

/** Parameters parted into those that may be seen and secrets, by dotted path. */
export interface PartedParameters {
  parameters: JsonObject;
  secrets: Record<string, JsonValue>;
}

/** Takes the values at some paths out of parameters; a `null` stands for none. */
export function partSecrets(
  all: JsonObject,
  paths: Iterable<string>,
): PartedParameters {
  const secrets: Record<string, JsonValue> = {};
  let parameters = all;
  for (const path of new Set(paths)) {
    const names = path.split('.');
    const value = valueAt(parameters, names);
    if (value === undefined) continue;
    if (value !== null) secrets[path] = value;
    parameters = withoutAt(parameters, names);
  }
  return { parameters, secrets };
}

/** Puts values back to their paths. What stands there already stays, also a `null`. */
export function joinSecrets(
  parameters: JsonObject,
  secrets: Readonly<Record<string, JsonValue>>,
): JsonObject {
  return Object.entries(secrets).reduce(
    (joined, [path, value]) => withAt(joined, path.split('.'), value),
    parameters,
  );
}

/** The value at a dotted path, where there is one. */
export function parameterAt(
  values: JsonObject,
  path: string,
): JsonValue | undefined {
  return valueAt(values, path.split('.'));
}

function valueAt(
  values: JsonObject,
  names: readonly string[],
): JsonValue | undefined {
  return names.reduce<JsonValue | undefined>(
    (value, name) =>
      isJsonObject(value) && Object.hasOwn(value, name)
        ? value[name]
        : undefined,
    values,
  );
}

function withoutAt(
  values: JsonObject,
  [name = '', ...rest]: readonly string[],
): JsonObject {
  const { [name]: value, ...others } = values;
  return rest.length > 0 && isJsonObject(value)
    ? { ...values, [name]: withoutAt(value, rest) }
    : others;
}

function withAt(
  values: JsonObject,
  [name = '', ...rest]: readonly string[],
  value: JsonValue,
): JsonObject {
  const present = Object.hasOwn(values, name) ? values[name] : undefined;
  if (rest.length === 0) {
    return present === undefined ? { ...values, [name]: value } : values;
  }
  if (present !== undefined && !isJsonObject(present)) return values;
  return { ...values, [name]: withAt(present ?? {}, rest, value) };
}
