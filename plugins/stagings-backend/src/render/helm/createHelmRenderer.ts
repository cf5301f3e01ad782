import { JsonObject } from '@backstage/types';
import { HelmSource } from '../../config/types';
import { evaluateDeep } from '../../template/expressions/evaluate';
import { toTerminalError } from '../../template/expressions/ExpressionError';
import { isJsonObject } from '../../template/json';
import { ProgramFinder } from '../programs/ProgramFinder';
import { renderFailed } from '../renderFailed';
import { Renderer, RenderInput } from '../types';
import { CheckedChart, checkChart } from './checkChart';
import { explainFailure } from './explainFailure';
import { helmTemplate } from './helmTemplate';
import { readOutput } from './readOutput';

/**
 * Renders a chart by `helm template`. The template's values, evaluated, lie over the chart's; the overrides
 * over both, merged by helm itself.
 */
export function createHelmRenderer(options: {
  programs: Pick<ProgramFinder, 'find'>;
}): Renderer {
  return {
    name: 'helm',
    async render(input) {
      const source = helmSource(input);
      const helm = await options.programs.find('helm');
      if (helm.problem !== undefined) throw programMissing(helm.problem);
      const chart = await checkChart(source.chart);
      const output = await renderChart(input, source, chart, helm.path);
      return { objects: readOutput(output), notes: [], artifacts: [] };
    },
  };
}

async function renderChart(
  input: RenderInput,
  source: HelmSource,
  chart: CheckedChart,
  helm: string,
): Promise<string> {
  const values = evaluateValues(input, source);
  const result = await helmTemplate({
    helm,
    chart: source.chart,
    releaseName: input.releaseName,
    namespace: input.namespace,
    capabilities: input.capabilities,
    values,
    overrides: input.overrides,
    signal: input.signal,
  });
  if (result.exitCode !== 0) {
    throw explainFailure(result.stderr, chart.name, {
      template: source.values,
      overrides: input.overrides,
    });
  }
  return result.stdout;
}

function helmSource(input: RenderInput): HelmSource {
  const { source, name } = input.template;
  if (source.renderer === 'helm') return source;
  throw new TypeError(`template ${name} has no chart`);
}

function evaluateValues(input: RenderInput, source: HelmSource): JsonObject {
  try {
    const values = evaluateDeep(source.values, input.context, 'helm.values');
    return isJsonObject(values) ? values : {};
  } catch (error) {
    throw toTerminalError(error, `template ${input.template.name}`);
  }
}

function programMissing(problem: string) {
  return renderFailed('ProgramMissing', problem, {
    text: 'Install helm where the backend runs.',
    audience: 'platform',
  });
}
