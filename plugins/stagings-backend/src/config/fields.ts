import {
  Config,
  ConfigReader,
  readDurationFromConfig,
} from '@backstage/config';
import {
  durationToMilliseconds,
  JsonObject,
  JsonValue,
} from '@backstage/types';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { resolve } from 'node:path';
import { z } from 'zod';
import { checkExpressions } from '../template/expressions/checkExpressions';
import { isJsonObject } from '../template/json';

const DAY = 24 * 60 * 60 * 1000;

/** A section with exactly these keys. */
export function section<T extends z.core.$ZodShape>(shape: T) {
  return z.strictObject(shape, {
    error: issue =>
      issue.code === 'unrecognized_keys'
        ? `known here are ${Object.keys(shape).join(', ')}`
        : wrongType(issue.input, `a section with ${Object.keys(shape)[0]}`),
  });
}

/** Text that must be there. `fix` says what to write. */
export function text(fix: string) {
  return z
    .string({ error: issue => `${wrongType(issue.input, 'text')}; ${fix}` })
    .trim()
    .min(1, `is empty; ${fix}`);
}

/** A list; one that is left out is empty. */
export function list<T extends z.ZodType>(item: T) {
  return z.array(item, {
    error: issue => wrongType(issue.input, 'a list'),
  });
}

/** A whole number from 1. */
export function count(max: number) {
  const message = `must be a whole number from 1 to ${max}`;
  return z.number(message).int(message).min(1, message).max(max, message);
}

/** A DNS label, as names of Kubernetes objects often must be. */
export function dnsLabel(fix: string) {
  return text(fix).regex(
    /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
    `must have only lower-case letters, digits and dashes, and at most 63; ${fix}`,
  );
}

/** Text whose expressions can be read. */
export function expressionText(fix: string) {
  return text(fix).superRefine(refuseBadExpressions);
}

/** A JSON object of any content. */
export function jsonObject(fix: string) {
  return z.custom<JsonObject>(
    value => isJsonObject(value as JsonValue),
    `must be an object; ${fix}`,
  );
}

/** Adds an issue, with its own path, for each expression that cannot be read. */
export function refuseBadExpressions(
  value: JsonValue,
  context: z.RefinementCtx,
): void {
  for (const error of checkExpressions(value)) {
    context.addIssue({
      code: 'custom',
      message: `${error.message}; correct the expression`,
    });
  }
}

/** A path, made absolute from the working directory of the backend, as the catalog's file locations are. */
export function filePath(fix: string) {
  return text(fix).transform(path => resolve(path));
}

/** An entity ref in full or short form, as a full one in lower case. */
export function entityRef(defaultKind?: string) {
  const fix = `write it as ${defaultKind ?? 'user'}:default/name`;
  return text(fix).transform((ref, context) => {
    try {
      return stringifyEntityRef(
        parseEntityRef(ref, { defaultKind, defaultNamespace: 'default' }),
      );
    } catch {
      context.addIssue({
        code: 'custom',
        message: `"${ref}" is no entity reference; ${fix}`,
      });
      return z.NEVER;
    }
  });
}

/** A duration as Backstage reads it, in milliseconds, at most a day unless said otherwise. */
export function duration({ days } = { days: 1 }) {
  return z.unknown().transform((value, context) => {
    const milliseconds = readDuration(value);
    const limit = days * DAY;
    if (
      milliseconds !== undefined &&
      milliseconds > 0 &&
      milliseconds <= limit
    ) {
      return milliseconds;
    }
    context.addIssue({
      code: 'custom',
      message:
        days === 1
          ? 'must be a duration of at most a day; write for example { minutes: 10 }'
          : `must be a duration of at most ${days} days; write for example { days: 30 }`,
    });
    return z.NEVER;
  });
}

function readDuration(value: unknown): number | undefined {
  try {
    const config: Config = new ConfigReader({ duration: value as JsonValue });
    return durationToMilliseconds(
      readDurationFromConfig(config, { key: 'duration' }),
    );
  } catch {
    return undefined;
  }
}

function wrongType(input: unknown, wanted: string): string {
  return input === undefined || input === null
    ? 'is required'
    : `must be ${wanted}`;
}
