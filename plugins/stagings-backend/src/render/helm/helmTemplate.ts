import { JsonObject } from '@backstage/types';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RunProgram } from '../programs/limitedRunner';
import { ProgramError, ProgramResult } from '../programs/runProgram';
import { renderFailed } from '../renderFailed';
import { Capabilities } from '../types';
import { inHelmFolder } from './inHelmFolder';

/** One call of `helm template`. */
export interface HelmTemplateCall {
  /** Path of the program. */
  helm: string;
  run: RunProgram;
  chart: string;
  releaseName: string;
  namespace: string;
  capabilities: Capabilities;
  values: JsonObject;
  overrides: JsonObject;
  /** What `.Release.IsUpgrade` is. */
  isUpgrade: boolean;
  signal: AbortSignal;
}

const HINTS: Partial<Record<ProgramError['problem'], string>> = {
  memory:
    'Check the chart for loops and values that grow, or allow helm more in stagings.programs.memory.',
};

const TIMEOUT = 60_000;
const MAX_OUTPUT = 20 * 1024 * 1024;

/**
 * Runs `helm template` in an empty folder of its own that is its home, cache and config, and that is removed
 * afterwards. Values go in files, never in arguments.
 *
 * @throws TerminalError where it takes too long or writes too much
 */
export async function helmTemplate(
  call: HelmTemplateCall,
): Promise<ProgramResult> {
  try {
    return await inHelmFolder(async ({ folder, env }) => {
      const valueFiles = [
        await writeValues(join(folder, 'values.json'), call.values),
        await writeValues(join(folder, 'overrides.json'), call.overrides),
      ];
      const result = await call.run({
        path: call.helm,
        args: helmArguments(call, valueFiles),
        cwd: folder,
        env,
        timeout: TIMEOUT,
        maxOutput: MAX_OUTPUT,
        signal: call.signal,
      });
      const stderr = result.stderr
        .replaceAll(`${folder}/`, '')
        .replaceAll(`${call.chart}/`, '');
      return { ...result, stderr };
    });
  } catch (error) {
    call.signal.throwIfAborted();
    if (!(error instanceof ProgramError)) throw error;
    throw renderFailed(
      'RenderFailed',
      `helm template ${error.message}`,
      {
        text:
          HINTS[error.problem] ??
          'Check the chart for loops and very large output.',
        audience: 'platform',
      },
      error,
    );
  }
}

function helmArguments(call: HelmTemplateCall, valueFiles: string[]): string[] {
  const { capabilities } = call;
  const operands = [
    call.releaseName,
    call.chart,
    call.namespace,
    capabilities.kubeVersion,
    ...capabilities.apiVersions,
  ];
  const option = operands.find(operand => operand.startsWith('-'));
  if (option !== undefined) {
    throw new TypeError(`"${option}" would be read as an option of helm`);
  }
  return [
    'template',
    call.releaseName,
    call.chart,
    '--namespace',
    call.namespace,
    '--include-crds',
    ...(call.isUpgrade ? ['--is-upgrade'] : []),
    '--kube-version',
    capabilities.kubeVersion,
    ...capabilities.apiVersions.flatMap(version => ['--api-versions', version]),
    ...valueFiles.flatMap(file => ['--values', file]),
  ];
}

/** Characters that YAML readers change or refuse when they stand unescaped in JSON. */
const NOT_IN_YAML = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

async function writeValues(path: string, values: JsonObject): Promise<string> {
  const json = JSON.stringify(values).replace(
    NOT_IN_YAML,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  await writeFile(path, json, { mode: 0o600 });
  return path;
}
