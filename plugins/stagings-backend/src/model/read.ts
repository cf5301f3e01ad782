/**
 * Typed reading of fields in JSON that came from outside: a missing step or another type gives `undefined`
 * (or an empty list), never an exception.
 */

/** A JSON object of unknown content. */
export type Fields = { readonly [field: string]: unknown };

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Follows a path of fields. */
export function fieldAt(value: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>(
    (current, step) => (isFields(current) ? current[step] : undefined),
    value,
  );
}

export function textAt(value: unknown, ...path: string[]): string | undefined {
  const found = fieldAt(value, ...path);
  return typeof found === 'string' ? found : undefined;
}

export function numberAt(
  value: unknown,
  ...path: string[]
): number | undefined {
  const found = fieldAt(value, ...path);
  return typeof found === 'number' ? found : undefined;
}

export function booleanAt(
  value: unknown,
  ...path: string[]
): boolean | undefined {
  const found = fieldAt(value, ...path);
  return typeof found === 'boolean' ? found : undefined;
}

export function fieldsAt(
  value: unknown,
  ...path: string[]
): Fields | undefined {
  const found = fieldAt(value, ...path);
  return isFields(found) ? found : undefined;
}

/** The objects of a list; other items are left out. */
export function listAt(value: unknown, ...path: string[]): Fields[] {
  const found = fieldAt(value, ...path);
  return Array.isArray(found) ? found.filter(isFields) : [];
}

/** A time stamp (RFC 3339) as milliseconds since the epoch. */
export function timeAt(value: unknown, ...path: string[]): number | undefined {
  const parsed = Date.parse(textAt(value, ...path) ?? '');
  return Number.isNaN(parsed) ? undefined : parsed;
}
