import { JsonObject } from '@backstage/types';
import { TerminalError } from '../../model/errors';
import { RunProgram } from '../programs/limitedRunner';
import { ProgramResult } from '../programs/runProgram';
import { RenderInput, RenderNote } from '../types';
import { CheckedChart } from './checkChart';
import { explainFailure } from './explainFailure';
import { helmTemplate } from './helmTemplate';
import { helmWarnings } from './helmWarnings';

/** A chart on disk, with all that goes into it. */
export interface ChartRender {
  /** Path of the program. */
  helm: string;
  run: RunProgram;
  input: RenderInput;
  /** Folder of the chart. */
  path: string;
  releaseName: string;
  chart: CheckedChart;
  /** Values of the template, evaluated. */
  values: JsonObject;
  /** The same, not evaluated. */
  configured: JsonObject;
}

/** What helm printed. */
export interface RenderedChart {
  output: string;
  /** What it printed of the same inputs once more, for charts whose templates make up values. */
  again?: string;
  notes: RenderNote[];
}

/**
 * Renders a chart; one that makes up values twice, so that these can be told from the others.
 *
 * @throws TerminalError with helm's reason in plain words
 */
export async function renderChart(render: ChartRender): Promise<RenderedChart> {
  const { uses } = render.chart;
  const isUpgrade = render.input.isUpgrade && uses.has('release');
  const rendered = await twice(render, isUpgrade);
  if (rendered.first.exitCode === 0) return finish(rendered, []);
  const failure = failureOf(render, rendered.first);
  if (!isUpgrade || !uses.has('lookup')) throw failure;
  // Such charts look up what an earlier release left, find nothing without a cluster, and give up.
  const asInstall = await twice(render, false);
  if (asInstall.first.exitCode !== 0) throw failure;
  return finish(asInstall, [fellBack(failure)]);
}

interface Twice {
  first: ProgramResult;
  /** Absent for a chart that makes up nothing. */
  second?: ProgramResult;
}

async function twice(render: ChartRender, isUpgrade: boolean): Promise<Twice> {
  const [first, second] = await Promise.all([
    template(render, isUpgrade),
    render.chart.uses.has('random') ? template(render, isUpgrade) : undefined,
  ]);
  return { first, second };
}

function finish({ first, second }: Twice, notes: RenderNote[]): RenderedChart {
  return {
    output: first.stdout,
    ...(second?.exitCode === 0 && { again: second.stdout }),
    notes: [...notes, ...helmWarnings(first.stderr)],
  };
}

async function template(
  render: ChartRender,
  isUpgrade: boolean,
): Promise<ProgramResult> {
  const { helm, run, input, path, values, releaseName } = render;
  return helmTemplate({
    helm,
    run,
    chart: path,
    releaseName,
    namespace: input.namespace,
    capabilities: input.capabilities,
    values,
    overrides: input.overrides,
    isUpgrade,
    signal: input.signal,
  });
}

function failureOf(
  { chart, configured, input }: ChartRender,
  { stderr }: ProgramResult,
): TerminalError {
  return explainFailure(stderr, chart, {
    template: configured,
    overrides: input.overrides,
  });
}

function fellBack({ explanation }: TerminalError): RenderNote {
  return {
    level: 'warning',
    message: `rendered as for a first installation, since the chart looks things up in the cluster for an upgrade, which a render cannot: ${explanation.message}`,
  };
}
