import { JsonObject } from '@backstage/types';
import Ajv, { ErrorObject, ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { inTime, TookTooLongError } from './inTime';

/** Patterns of a template may go back and forth over what people give for ever. */
const TIME_LIMIT_MS = 1_000;

const ajv = new Ajv({
  allErrors: true,
  strict: true,
  strictTypes: false,
  strictRequired: false,
  useDefaults: false,
  validateFormats: true,
});
addFormats(ajv);

const validators = new WeakMap<JsonObject, ValidateFunction>();

/** Keywords by which a schema takes properties that its `properties` do not name. */
const OPEN_KEYWORDS = [
  'additionalProperties',
  'patternProperties',
  'allOf',
  'anyOf',
  'oneOf',
  'if',
  'dependencies',
  'dependentSchemas',
  '$ref',
];

/**
 * The schema as the server checks it: of an object, and closed, so that a misspelt parameter is an error
 * rather than without effect. A schema that says itself which further properties it takes is left open.
 */
export function closeParameterSchema(schema: JsonObject): JsonObject {
  const open = OPEN_KEYWORDS.some(keyword => Object.hasOwn(schema, keyword));
  return {
    type: 'object',
    ...schema,
    ...(open ? {} : { additionalProperties: false }),
  };
}

/**
 * Compiles a schema, once for each schema object.
 *
 * @throws Error where it is no valid JSON Schema (draft-07)
 */
export function parameterValidator(schema: JsonObject): ValidateFunction {
  const known = validators.get(schema);
  if (known) return known;
  const validator = ajv.compile(schema);
  validators.set(schema, validator);
  return validator;
}

/** A parameter that does not fit. */
export interface ParameterProblem {
  /** For example `parameters.version`. */
  path: string;
  message: string;
}

/** Checks parameters against their schema. */
export function parameterProblems(
  schema: JsonObject,
  parameters: JsonObject,
): ParameterProblem[] {
  const validator = parameterValidator(schema);
  try {
    if (inTime(TIME_LIMIT_MS, () => validator(parameters))) return [];
  } catch (error) {
    if (!(error instanceof TookTooLongError)) throw error;
    return [{ path: 'parameters', message: `${error.message} to check` }];
  }
  const errors = (validator.errors ?? []).filter(
    error => error.keyword !== 'if' && error.keyword !== 'propertyNames',
  );
  return errors.map(error => describeError(error));
}

function describeError(error: ErrorObject): ParameterProblem {
  const path = pointerToPath(error.instancePath);
  const params: Record<string, unknown> = error.params;
  switch (error.keyword) {
    case 'required':
      return {
        path: `${path}.${String(params.missingProperty)}`,
        message: 'is required',
      };
    case 'additionalProperties':
      return {
        path: `${path}.${String(params.additionalProperty)}`,
        message: 'is not a parameter of this template',
      };
    case 'enum':
      return {
        path,
        message: `must be one of ${listOf(params.allowedValues)}`,
      };
    case 'const':
      return {
        path,
        message: `must be ${JSON.stringify(params.allowedValue)}`,
      };
    default:
      return { path, message: error.message ?? 'is not valid' };
  }
}

function listOf(values: unknown): string {
  const list: unknown[] = Array.isArray(values) ? values : [];
  return list.map(value => JSON.stringify(value)).join(', ');
}

function pointerToPath(pointer: string): string {
  const keys = pointer
    .split('/')
    .slice(1)
    .map(key => key.replace(/~1/g, '/').replace(/~0/g, '~'));
  return ['parameters', ...keys].join('.');
}
