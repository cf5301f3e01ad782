import { JsonObject, JsonValue } from '@backstage/types';
import { OverrideKey } from 'backstage-plugin-stagings-common';
import { printKey } from '../../Overrides/keyText';
import { fromLeaves, leadsTo, leavesOf } from '../../Overrides/leaves';
import { fallbackOf, keyFor } from '../../Overrides/provenance';
import { inWords } from './inputChanges';

/** One value of a staging's configuration and where it comes from. */
export interface ConfiguredValue {
  key: string;
  title?: string;
  description?: string;
  /** Undefined where it is not set, or removed. */
  text?: string;
  origin: 'given' | 'default' | 'removed';
  /** What would hold if it were not given, where that is something else. */
  fallback?: string;
}

/** All parameters: those that people gave, and those that the template fills in. */
export function parameterValues(
  given: JsonObject,
  schema: JsonObject,
): ConfiguredValue[] {
  const declared = mappingAt(schema, 'properties');
  const names = new Set([...Object.keys(declared), ...Object.keys(given)]);
  return [...names].map(name => {
    const property = mappingAt(declared, name);
    const value = given[name];
    const fallback = inWords(property.default);
    const text = value === undefined ? fallback : inWords(value);
    return {
      key: name,
      title: textAt(property, 'title'),
      description: textAt(property, 'description'),
      text,
      origin: value === undefined ? 'default' : 'given',
      ...(fallback !== text && fallback !== undefined && { fallback }),
    };
  });
}

/** Parameters with a word in the place of each secret that is set. */
export function withSecrets(
  given: JsonObject,
  secrets: readonly string[],
  word: string,
): JsonObject {
  const hidden = secrets.map(path => ({
    path: path.split('.'),
    value: word,
  }));
  // Of a mapping of nothing but secrets, an empty one is left.
  const shown = leavesOf(given).filter(
    ({ path }) => !hidden.some(secret => leadsTo(path, secret.path)),
  );
  return fromLeaves([...shown, ...hidden]);
}

/** All overrides, with what each of them hides as far as that is known. */
export function overrideValues(
  overrides: JsonObject,
  keys: readonly OverrideKey[],
): ConfiguredValue[] {
  return leavesOf(overrides).map(({ path, value }) => {
    const known = keyFor(path, keys);
    const isExact = known && known.path.length === path.length;
    const fallback = isExact ? fallbackOf(known)?.text : undefined;
    const text = value === null ? undefined : inWords(value);
    return {
      key: printKey(path),
      title: isExact ? known.title : undefined,
      description: isExact ? known.description : undefined,
      text,
      origin: value === null ? 'removed' : 'given',
      ...(fallback !== text && fallback !== undefined && { fallback }),
    };
  });
}

function mappingAt(mapping: JsonObject, key: string): JsonObject {
  const value: JsonValue | undefined = mapping[key];
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? value
    : {};
}

function textAt(mapping: JsonObject, key: string): string | undefined {
  const value = mapping[key];
  return typeof value === 'string' ? value : undefined;
}
