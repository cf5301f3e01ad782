import { JsonObject, JsonValue } from '@backstage/types';
import { ExpressionContext } from '../model/rendering';
import { evaluateDeep } from './expressions/evaluate';
import { ExpressionError } from './expressions/ExpressionError';
import { ExpressionVariables } from './expressions/types';
import { isJsonObject } from './json';
import { parameterProblems, ParameterProblem } from './parameterSchema';

/** Parameters with the defaults of those that were not given, and what is wrong with them. */
export interface ResolvedParameters {
  parameters: JsonObject;
  /** Empty where the parameters fit. */
  problems: ParameterProblem[];
}

/**
 * Fills in defaults and checks the result. Only what the template's own schema says is evaluated: what
 * people give is data, even if it looks like an expression. Nothing is thrown for bad input.
 *
 * @param given - what the caller sent; a `null` stands for "not given"
 */
export function resolveParameters(
  schema: JsonObject,
  given: JsonObject,
  variables: Omit<ExpressionContext, 'parameters'>,
): ResolvedParameters {
  const failures: ParameterProblem[] = [];
  const evaluateDefault: EvaluateDefault = (value, path) => {
    try {
      const evaluated = evaluateDeep(value, { ...variables, parameters: {} });
      return isNothing(evaluated) && value !== evaluated
        ? undefined
        : evaluated;
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      failures.push({
        path,
        message: `has no value, and its default cannot be evaluated: ${error.message}`,
      });
      return undefined;
    }
  };
  const parameters = withDefaults(
    schema,
    withoutNulls(given),
    'parameters',
    evaluateDefault,
  );
  const failed = new Set(failures.map(failure => failure.path));
  const problems = parameterProblems(schema, parameters).filter(
    problem => !failed.has(problem.path),
  );
  return { parameters, problems: [...failures, ...problems] };
}

/**
 * The schema as people see it in the form: defaults evaluated. A default that needs what is not known yet,
 * such as the branch, is left out; the server fills it in when the staging is made, so that the form does
 * not require the parameter.
 */
export function shownParameters(
  schema: JsonObject,
  variables: ExpressionVariables,
): JsonObject {
  const { properties } = schema;
  if (!isJsonObject(properties)) return schema;
  const filledIn = new Set<string>();
  const shown = Object.entries(properties).map(([name, property]) => {
    if (!isJsonObject(property)) return [name, property];
    const { default: fallback, ...rest } = property;
    const nested = shownParameters(rest, variables);
    if (fallback === undefined) return [name, nested];
    const value = evaluateIfKnown(fallback, variables);
    if (value !== undefined) return [name, { ...nested, default: value }];
    filledIn.add(name);
    return [name, nested];
  });
  const { required, ...others } = schema;
  const stillRequired = Array.isArray(required)
    ? required.filter(name => !filledIn.has(String(name)))
    : [];
  return {
    ...others,
    ...(stillRequired.length > 0 ? { required: stillRequired } : {}),
    properties: Object.fromEntries(shown),
  };
}

type EvaluateDefault = (
  value: JsonValue,
  path: string,
) => JsonValue | undefined;

function withDefaults(
  schema: JsonObject,
  given: JsonObject,
  path: string,
  evaluateDefault: EvaluateDefault,
): JsonObject {
  const { properties } = schema;
  if (!isJsonObject(properties)) return given;
  const filled: JsonObject = { ...given };
  for (const [name, property] of Object.entries(properties)) {
    if (!isJsonObject(property)) continue;
    const at = `${path}.${name}`;
    const own = Object.hasOwn(given, name) ? given[name] : undefined;
    const value =
      own === undefined && property.default !== undefined
        ? evaluateDefault(property.default, at)
        : own;
    if (value === undefined) continue;
    filled[name] = isJsonObject(value)
      ? withDefaults(property, value, at, evaluateDefault)
      : value;
  }
  return filled;
}

function withoutNulls(given: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== null),
  );
}

/** What an expression gives for something that is not there, such as the commit of a mere branch. */
function isNothing(value: JsonValue): boolean {
  return value === '' || value === null;
}

function evaluateIfKnown(
  value: JsonValue,
  variables: ExpressionVariables,
): JsonValue | undefined {
  try {
    return evaluateDeep(value, variables);
  } catch (error) {
    if (error instanceof ExpressionError) return undefined;
    throw error;
  }
}
