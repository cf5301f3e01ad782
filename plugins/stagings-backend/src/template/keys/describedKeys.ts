import { JsonObject, JsonValue } from '@backstage/types';
import { KeyType } from 'backstage-plugin-stagings-common';
import { isJsonObject } from '../json';

/** What a schema or comments say of one value. */
export interface KeyDescription {
  type?: KeyType;
  title?: string;
  description?: string;
  default?: JsonValue;
  enum?: JsonValue[];
  minimum?: number;
  maximum?: number;
  pattern?: string;
}

const TYPES: readonly string[] = [
  'string',
  'number',
  'integer',
  'boolean',
  'object',
  'array',
] satisfies KeyType[];

/** What one schema, without the schemas within it, says of its value. */
export function describeSchema(schema: JsonObject): KeyDescription {
  const { title, description, minimum, maximum, pattern } = schema;
  const type = typeIn(schema);
  return {
    ...(type && { type }),
    ...(typeof title === 'string' && { title }),
    ...(typeof description === 'string' && { description }),
    ...(schema.default !== undefined && { default: schema.default }),
    ...(Array.isArray(schema.enum) && {
      enum: schema.enum.filter(value => value !== undefined),
    }),
    ...(typeof minimum === 'number' && { minimum }),
    ...(typeof maximum === 'number' && { maximum }),
    ...(typeof pattern === 'string' && { pattern }),
  };
}

/** The only type that is allowed, `null` aside; without one, what the values of an enum have in common. */
function typeIn(schema: JsonObject): KeyType | undefined {
  const named = (
    Array.isArray(schema.type) ? schema.type : [schema.type]
  ).filter(type => type !== 'null' && type !== undefined);
  const found =
    named.length === 0 && Array.isArray(schema.enum)
      ? schema.enum.map(value => typeOf(value))
      : named;
  const [first, ...others] = [...new Set(found)];
  return others.length === 0 && isType(first) ? first : undefined;
}

function isType(type: unknown): type is KeyType {
  return typeof type === 'string' && TYPES.includes(type);
}

/** Type of a value; undefined for `null`, which says nothing. */
export function typeOf(value: JsonValue | undefined): KeyType | undefined {
  if (value === null || value === undefined) return undefined;
  if (Array.isArray(value)) return 'array';
  if (isJsonObject(value)) return 'object';
  if (typeof value === 'number') {
    return Number.isInteger(value) ? 'integer' : 'number';
  }
  return typeof value === 'boolean' ? 'boolean' : 'string';
}
