import { JsonObject, JsonValue } from '@backstage/types';
import { TerminalError } from '../../model/errors';
import { valuePath } from '../../template/expressions/valuePath';
import { isJsonObject } from '../../template/json';
import { renderFailed } from '../renderFailed';

/** The values that a person or the platform team chose. */
export interface ChosenValues {
  /** Values of the template, not evaluated. */
  template: JsonObject;
  overrides: JsonObject;
}

/**
 * Puts what helm wrote to standard error into plain words, and says who can help.
 *
 * @param chart - name of the chart, to tell it from charts that it depends on
 */
export function explainFailure(
  stderr: string,
  chart: string,
  chosen: ChosenValues,
): TerminalError {
  const text = cleanMessage(stderr);
  const violations = schemaViolations(text, chart);
  if (violations.length > 0) return explainViolations(violations, chosen);
  const missing =
    /found in Chart\.yaml, but missing in charts\/ directory: (.+)/.exec(text);
  if (missing) {
    return renderFailed(
      'RenderFailed',
      `the chart depends on charts that are not in its folder charts/: ${missing[1]}`,
      {
        text: 'Run "helm dependency build" in the folder of the chart.',
        audience: 'platform',
      },
    );
  }
  return renderFailed(
    'RenderFailed',
    `helm cannot render the chart: ${text.replace(/\s*\n\s*/g, ' ')}`,
    {
      text: 'Correct the chart, or the value that the message names.',
      audience:
        Object.keys(chosen.overrides).length > 0 ? 'engineer' : 'platform',
    },
  );
}

const NOISE = [
  /^Use --debug flag.*$/gm,
  /^(WARNING|level=\w+|time=).*$/gm,
  /^\s*$\n?/gm,
];

function cleanMessage(stderr: string): string {
  const text = NOISE.reduce((rest, noise) => rest.replace(noise, ''), stderr)
    .replace(/^Error: /m, '')
    .trim();
  return text === '' ? 'it ended with an error and said nothing' : text;
}

interface Violation {
  /** Keys from the root of the values. */
  path: string[];
  problem: string;
}

const CHART_LINE = /^(\S+):$/;
const VIOLATION_LINE = /^\s*- at '([^']*)': (.+)$/;
/** A line whose details are the lines below it. */
const SUMMARY = /^(validation failed|'(allOf|anyOf|oneOf)' failed.*)$/;
const UNKNOWN_KEYS = /^additional properties (.+) not allowed$/;

function schemaViolations(text: string, chart: string): Violation[] {
  if (!text.includes("values don't meet the specifications of the schema")) {
    return [];
  }
  let prefix: string[] = [];
  const violations: Violation[] = [];
  for (const line of text.split('\n').slice(1)) {
    const listed = CHART_LINE.exec(line)?.[1];
    if (listed !== undefined) prefix = listed === chart ? [] : [listed];
    const [, pointer = '', problem] = VIOLATION_LINE.exec(line) ?? [];
    if (problem === undefined || SUMMARY.test(problem)) continue;
    const path = [...prefix, ...keysOf(pointer)];
    violations.push(...withOwnPaths({ path, problem }));
  }
  return violations;
}

/** A violation that names keys of the object that it is about, as one violation of each key. */
function withOwnPaths({ path, problem }: Violation): Violation[] {
  const [, names] = UNKNOWN_KEYS.exec(problem) ?? [];
  if (names === undefined) return [{ path, problem }];
  return names.split(', ').map(name => ({
    path: [...path, name.slice(1, -1)],
    problem: 'the chart has no such value',
  }));
}

function keysOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map(key => key.replace(/~1/g, '/').replace(/~0/g, '~'));
}

function explainViolations(
  violations: Violation[],
  chosen: ChosenValues,
): TerminalError {
  const described = violations.map(violation => ({
    origin: originOf(violation.path, chosen),
    text: `${violation.path.reduce(valuePath, '') || 'values'}: ${
      violation.problem
    }`,
  }));
  const message = `the chart refuses these values: ${described
    .map(({ origin, text }) =>
      origin === 'override' ? `overrides.${text}` : text,
    )
    .join('; ')}`;
  const origins = described.map(({ origin }) => origin);
  if (origins.includes('override')) {
    return renderFailed('InvalidOverrides', message, {
      text: 'Correct or remove the override.',
      audience: 'engineer',
    });
  }
  return origins.includes('parameter')
    ? renderFailed('RenderFailed', message, {
        text: 'Choose another value for the parameter that sets it.',
        audience: 'engineer',
      })
    : renderFailed('RenderFailed', message, {
        text: 'Correct helm.values of the template.',
        audience: 'platform',
      });
}

function originOf(
  path: string[],
  chosen: ChosenValues,
): 'override' | 'parameter' | 'template' {
  if (path.length > 0 && valueAt(chosen.overrides, path) !== undefined) {
    return 'override';
  }
  const configured = valueAt(chosen.template, path);
  return typeof configured === 'string' && configured.includes('parameters.')
    ? 'parameter'
    : 'template';
}

/** The value at a path, or the first on the way to it that is no map. */
function valueAt(values: JsonObject, path: string[]): JsonValue | undefined {
  let value: JsonValue | undefined = values;
  for (const key of path) {
    if (!isJsonObject(value)) return value;
    value = Object.hasOwn(value, key) ? value[key] : undefined;
  }
  return value;
}
