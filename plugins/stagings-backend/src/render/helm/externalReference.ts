import { JsonValue } from '@backstage/types';
import { isJsonObject } from '../../template/json';

/**
 * What a JSON schema refers to outside of itself, which a validator would read or fetch; the first such
 * reference. A schema that is no JSON is for helm to report.
 */
export function externalReference(schema: string): string | undefined {
  return referenceIn(parse(schema));
}

function parse(text: string): JsonValue {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function referenceIn(schema: JsonValue | undefined): string | undefined {
  if (Array.isArray(schema)) return firstDefined(schema, referenceIn);
  if (!isJsonObject(schema)) return undefined;
  for (const key of ['$ref', '$dynamicRef', '$recursiveRef']) {
    const reference = schema[key];
    if (typeof reference === 'string' && !reference.startsWith('#')) {
      return reference;
    }
  }
  return firstDefined(Object.values(schema), referenceIn);
}

function firstDefined<T, R>(
  items: T[],
  find: (item: T) => R | undefined,
): R | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
