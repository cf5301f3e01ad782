import { JsonObject, JsonValue } from '@backstage/types';
import { schemaAt } from './parameterSchema';

/** A secret that is set, and that the staging can do without. */
export interface RemovableSecret {
  /** Dotted. */
  path: string;
  title: string;
}

/** Those of the set secrets that the template does not require. */
export function removableSecrets(
  schema: JsonObject,
  secrets: readonly string[] = [],
): RemovableSecret[] {
  return secrets.flatMap(path => {
    const steps = path.split('.');
    const name = steps.at(-1) ?? '';
    const parent = schemaAt(schema, steps.slice(0, -1));
    const property = schemaAt(schema, steps);
    const required = Array.isArray(parent?.required) ? parent.required : [];
    if (!property || required.includes(name)) return [];
    return [{ path, title: String(property.title ?? name) }];
  });
}

/** Parameters that say of some secrets that they are to be removed; what was typed instead counts more. */
export function withRemovals(
  parameters: JsonObject,
  paths: readonly string[] = [],
): JsonObject {
  return paths.reduce(
    (all, path) => removing(all, path.split('.')),
    parameters,
  );
}

/** Parameters as the form shows them, which has no values for what is removed. */
export function withoutRemovals(parameters: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(parameters).flatMap(([name, value]) => {
      if (value === null) return [];
      return [[name, isMapping(value) ? withoutRemovals(value) : value]];
    }),
  );
}

function removing(
  parameters: JsonObject,
  [name = '', ...rest]: readonly string[],
): JsonObject {
  const value = parameters[name];
  if (rest.length === 0) return { ...parameters, [name]: value ?? null };
  return {
    ...parameters,
    [name]: removing(isMapping(value) ? value : {}, rest),
  };
}

function isMapping(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
