import { Hint } from 'backstage-plugin-stagings-common';
import { TerminalError, WaitingError } from '../../../model/errors';
import { ProgramError } from '../../programs/runProgram';
import { renderFailed, RenderFailure } from '../../renderFailed';
import { RemoteChart } from './RemoteChart';

/** Where a chart is looked for, as people know it, for example `oci://registry.example.com/charts/web`. */
export function nameOfChart(chart: RemoteChart): string {
  return chart.from === 'registry'
    ? `oci://${chart.reference}`
    : `${chart.url}/${chart.name}`;
}

/** What of helm's words means what; the first that fits. */
const MEANINGS: ReadonlyArray<{
  pattern: RegExp;
  reason: RenderFailure;
  message(chart: RemoteChart): string;
  hint: string;
}> = [
  {
    pattern:
      /\b(401|403)\b|unauthorized|forbidden|\bdenied\b|basic credential not found/i,
    reason: 'ChartUnauthorised',
    message: chart =>
      `access to the chart ${describe(chart)} was refused by ${hostOf(chart)}`,
    hint: 'List the host with username and password in stagings.registries.',
  },
  {
    pattern: /index\.yaml : 404|is not a valid chart repository/,
    reason: 'ChartNotFound',
    message: chart => `there is no chart repository at ${placeOf(chart)}`,
    hint: 'Correct helm.repo of the template: its index.yaml was not found.',
  },
  {
    pattern:
      /name unknown|no chart name found|not found|could not locate a version|no chart version found|response status code 404/i,
    reason: 'ChartNotFound',
    message: chart => `there is no chart ${describe(chart)}`,
    hint: 'Push it, or correct chart and version in helm of the template.',
  },
  {
    pattern: /server gave HTTP response to HTTPS client/,
    reason: 'ChartHostInsecure',
    message: chart => `${hostOf(chart)} speaks plain http only`,
    hint: 'List the host with insecure: true in stagings.registries.',
  },
  {
    pattern:
      /improper constraint|invalid (semantic )?version|invalid reference/i,
    reason: 'ChartNotFound',
    message: chart => `helm cannot look for the chart ${describe(chart)}`,
    hint: 'Write helm.version as 1.2.0 or as a range such as ^1.2.0.',
  },
];

/** What may pass by itself. Looked for first: such an answer says nothing about the chart. */
const PASSING =
  /\b(429|50[0234])\b|connection re(fused|set)|no such host|i\/o timeout|deadline exceeded|TLS handshake|unexpected EOF|network is unreachable|no route to host|server misbehaving/i;

/** Puts what helm wrote where it could not pull a chart into plain words. */
export function explainPull(output: string, chart: RemoteChart): Error {
  const text = withoutReference(output, chart);
  if (PASSING.test(text)) return unreachable(chart, lastLine(output));
  const meaning = MEANINGS.find(({ pattern }) => pattern.test(text));
  const hint = (words: string): Hint => ({ text: words, audience: 'platform' });
  return meaning
    ? renderFailed(meaning.reason, meaning.message(chart), hint(meaning.hint))
    : renderFailed(
        'RenderFailed',
        `helm cannot pull the chart ${describe(chart)}: ${lastLine(output)}`,
        hint('Correct chart and version in helm of the template.'),
      );
}

/** Numbers and words in the chart's own name and version are none of helm's. */
function withoutReference(output: string, chart: RemoteChart): string {
  const own =
    chart.from === 'registry'
      ? [chart.reference, ...pathsOf(chart.reference), chart.digest]
      : [chart.url, new URL(chart.url).host, chart.name];
  return [...own, chart.version]
    .filter(text => text !== undefined && text !== '')
    .reduce<string>((text, word) => text.replaceAll(word ?? '', ''), output);
}

function pathsOf(reference: string): string[] {
  const slash = reference.indexOf('/');
  return [reference.slice(0, slash), reference.slice(slash + 1)];
}

const STOPPED_HINTS: Partial<Record<ProgramError['problem'], string>> = {
  memory:
    'Make its archive smaller, or allow helm more in stagings.programs.memory.',
};

/** Says why helm was stopped while it pulled. */
export function pullStopped(
  error: ProgramError,
  chart: RemoteChart,
): TerminalError | WaitingError {
  return error.problem === 'timeout'
    ? unreachable(chart, `helm ${error.message}`)
    : renderFailed(
        'RenderFailed',
        `the chart ${describe(chart)} could not be pulled: helm ${
          error.message
        }`,
        {
          text: STOPPED_HINTS[error.problem] ?? 'Try again.',
          audience: 'platform',
        },
        error,
      );
}

function unreachable(chart: RemoteChart, problem: string): WaitingError {
  return new WaitingError({
    reason: 'ChartUnreachable',
    message: `cannot get the chart ${describe(chart)} now: ${problem}`,
    hint: {
      text: `Nothing to do: it goes on by itself as soon as ${hostOf(
        chart,
      )} answers.`,
      audience: 'platform',
    },
  });
}

function describe(chart: RemoteChart): string {
  if (chart.from === 'registry') {
    const pin = chart.digest === undefined ? '' : `@${chart.digest}`;
    return `oci://${chart.reference}${pin}${versionOf(chart)}`;
  }
  return `${chart.name}${versionOf(chart)} in ${chart.url}`;
}

function versionOf({ version }: RemoteChart): string {
  return version === undefined ? '' : ` ${version}`;
}

function placeOf(chart: RemoteChart): string {
  return chart.from === 'registry' ? chart.reference : chart.url;
}

function hostOf(chart: RemoteChart): string {
  return chart.from === 'registry'
    ? chart.reference.slice(0, chart.reference.indexOf('/'))
    : new URL(chart.url).host;
}

function lastLine(output: string): string {
  const lines = output.trim().split('\n');
  return (lines.at(-1) ?? '').replace(/^Error: /, '').trim();
}
