import { JsonObject } from '@backstage/types';
import { parse, stringify } from 'yaml';

/** What a text of overrides means, or why it means nothing. */
export type ParsedOverrides =
  | { value: JsonObject }
  | { problem: { kind: 'notMapping' } | { kind: 'syntax'; message: string } };

/** Reads overrides from YAML or JSON. An empty text has no overrides. */
export function parseOverrides(text: string): ParsedOverrides {
  let value: unknown;
  try {
    value = parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { problem: { kind: 'syntax', message: firstLine(message) } };
  }
  if (value === null || value === undefined) return { value: {} };
  return isMapping(value) ? { value } : { problem: { kind: 'notMapping' } };
}

/** Writes overrides as YAML; no overrides are an empty text. */
export function printOverrides(overrides: JsonObject): string {
  return Object.keys(overrides).length === 0 ? '' : stringify(overrides);
}

function isMapping(value: unknown): value is JsonObject {
  return typeof value === 'object' && !Array.isArray(value);
}

function firstLine(text: string): string {
  return text.split('\n')[0]?.replace(/:$/, '') ?? text;
}
