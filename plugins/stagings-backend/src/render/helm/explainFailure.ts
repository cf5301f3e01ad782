import { JsonObject, JsonValue } from '@backstage/types';
import { TerminalError } from '../../model/errors';
import { valuePath } from '../../template/expressions/valuePath';
import { isJsonObject } from '../../template/json';
import { renderFailed } from '../renderFailed';
import { CheckedChart } from './checkChart';

/** The values that a person or the platform team chose. */
export interface ChosenValues {
  /** Values of the template, not evaluated. */
  template: JsonObject;
  overrides: JsonObject;
}

/**
 * Puts what helm wrote to standard error into plain words, and says who can help.
 *
 * @param chart - tells the chart from charts that it depends on
 */
export function explainFailure(
  stderr: string,
  chart: Pick<CheckedChart, 'name' | 'dependencies'>,
  chosen: ChosenValues,
): TerminalError {
  const text = cleanMessage(stderr);
  const violations = schemaViolations(text, chart);
  if (violations.length > 0) return explainViolations(violations, chosen);
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
/** What is said of the keys of an object rather than of itself. */
const ABOUT_KEYS: ReadonlyArray<readonly [RegExp, string]> = [
  [/^additional properties (.+) not allowed$/, 'the chart has no such value'],
  [/^missing propert(?:y|ies) (.+)$/, 'is required'],
];

function schemaViolations(
  text: string,
  chart: Pick<CheckedChart, 'name' | 'dependencies'>,
): Violation[] {
  if (!text.includes("values don't meet the specifications of the schema")) {
    return [];
  }
  let prefix: string[] = [];
  const violations: Violation[] = [];
  for (const line of text.split('\n').slice(1)) {
    const listed = CHART_LINE.exec(line)?.[1];
    if (listed !== undefined) {
      const known = chart.dependencies.get(listed) ?? [listed];
      prefix = listed === chart.name ? [] : known;
    }
    const [, pointer = '', problem] = VIOLATION_LINE.exec(line) ?? [];
    if (problem === undefined || SUMMARY.test(problem)) continue;
    const path = [...prefix, ...keysOf(pointer)];
    violations.push(...withOwnPaths({ path, problem }));
  }
  return violations;
}

/** A violation that names keys of the object that it is about, as one violation of each key. */
function withOwnPaths({ path, problem }: Violation): Violation[] {
  for (const [pattern, ownProblem] of ABOUT_KEYS) {
    const [, names] = pattern.exec(problem) ?? [];
    if (names === undefined) continue;
    return names.split(', ').map(name => ({
      path: [...path, name.slice(1, -1)],
      problem: ownProblem,
    }));
  }
  return [{ path, problem }];
}

function keysOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map(key => key.replace(/~1/g, '/').replace(/~0/g, '~'));
}

/** Where a value was set. */
type Origin = 'override' | 'parameter' | 'template' | 'chart';

const PREFIXES: Record<Origin, string> = {
  override: 'overrides.',
  parameter: 'helm.values.',
  template: 'helm.values.',
  chart: '',
};

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
    .map(({ origin, text }) => `${PREFIXES[origin]}${text}`)
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

function originOf(path: string[], chosen: ChosenValues): Origin {
  if (path.length > 0 && valueAt(chosen.overrides, path) !== undefined) {
    return 'override';
  }
  const configured = valueAt(chosen.template, path);
  if (configured === undefined || path.length === 0) return 'chart';
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
