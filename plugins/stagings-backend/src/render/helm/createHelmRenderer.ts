import { JsonObject, JsonValue } from '@backstage/types';
import { HelmSource } from '../../config/types';
import { evaluateDeep } from '../../template/expressions/evaluate';
import { toTerminalError } from '../../template/expressions/ExpressionError';
import { isJsonObject } from '../../template/json';
import { ChartKeyReader } from '../../template/keys/ChartKeyReader';
import { RunProgram } from '../programs/limitedRunner';
import { ProgramFinder } from '../programs/ProgramFinder';
import { renderFailed } from '../renderFailed';
import { LookInput, Renderer, RenderInput, Rendering } from '../types';
import { Charts, OpenChart } from './charts/Charts';
import { checkChart } from './checkChart';
import { readOutput } from './readOutput';
import { renderChart } from './renderChart';

/**
 * Renders a chart by `helm template`. The template's values, evaluated, lie over the chart's; the overrides
 * over both, merged by helm itself.
 */
export function createHelmRenderer(options: {
  programs: Pick<ProgramFinder, 'find'>;
  charts: Pick<Charts, 'open'>;
  run: RunProgram;
}): Renderer {
  const keyReader = new ChartKeyReader();
  const open = async (input: LookInput) => {
    const helm = await options.programs.find('helm');
    if (helm.problem !== undefined) throw programMissing(helm.problem);
    const { chart: place, repositories } = helmSource(input);
    const chart = await options.charts.open(place, {
      helm: helm.path,
      source: input.context.source,
      ...(repositories && { repositories }),
      signal: input.signal,
    });
    return { helm: helm.path, chart };
  };
  return {
    name: 'helm',
    async render(input) {
      const { helm, chart } = await open(input);
      try {
        return await renderOpen(input, helmSource(input), chart, {
          helm,
          run: options.run,
        });
      } finally {
        chart.release();
      }
    },
    async keys(input) {
      const { chart } = await open(input);
      try {
        await checkChart(chart.path, nameOf(helmSource(input)));
        return await keyReader.read(chart.path);
      } finally {
        chart.release();
      }
    },
  };
}

async function renderOpen(
  input: RenderInput,
  source: HelmSource,
  chart: OpenChart,
  program: { helm: string; run: RunProgram },
): Promise<Rendering> {
  const rendered = await renderChart({
    ...program,
    input,
    releaseName: releaseNameOf(input, source),
    path: chart.path,
    chart: await checkChart(chart.path, nameOf(source)),
    values: evaluateValues(input, source),
    configured: source.values,
  });
  return {
    objects: readOutput(rendered.output),
    notes: [...chart.notes, ...rendered.notes],
    artifacts: chart.artifacts,
    ...(rendered.again !== undefined && { again: readOutput(rendered.again) }),
  };
}

function nameOf({ chart }: HelmSource): string | undefined {
  if (chart.from === 'disk') return chart.path;
  if (chart.from !== 'url') return undefined;
  return chart.path ? `${chart.url}/${chart.path}` : chart.url;
}

function helmSource(input: LookInput): HelmSource {
  const { source, name } = input.template;
  if (source.renderer === 'helm') return source;
  throw new TypeError(`template ${name} has no chart`);
}

/** What helm accepts: names of its records in a cluster, 53 characters at most. */
const RELEASE_NAME = /^[a-z0-9]([-a-z0-9]{0,51}[a-z0-9])?$/;

function releaseNameOf(input: RenderInput, source: HelmSource): string {
  if (source.releaseName === undefined) return input.releaseName;
  const name = evaluate(source.releaseName, input, 'helm.releaseName');
  if (typeof name === 'string' && RELEASE_NAME.test(name)) return name;
  throw renderFailed(
    'InvalidReleaseName',
    `helm.releaseName of the template ${
      input.template.name
    } gives ${JSON.stringify(name)}, which cannot be the name of a release`,
    {
      text: 'Let it give at most 53 lower-case letters, digits and dashes.',
      audience: 'platform',
    },
  );
}

function evaluateValues(input: RenderInput, source: HelmSource): JsonObject {
  const values = evaluate(source.values, input, 'helm.values');
  return isJsonObject(values) ? values : {};
}

function evaluate(
  value: JsonValue,
  { context, template }: RenderInput,
  path: string,
): JsonValue {
  try {
    return evaluateDeep(value, context, path);
  } catch (error) {
    throw toTerminalError(error, `template ${template.name}`);
  }
}

function programMissing(problem: string) {
  return renderFailed('ProgramMissing', problem, {
    text: 'Install helm where the backend runs.',
    audience: 'platform',
  });
}
